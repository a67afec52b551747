import type { Knex } from 'knex';

/** Materials whose chunks move to the vectors of another model. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE reembeddings (
      id uuid PRIMARY KEY,
      material_id uuid NOT NULL UNIQUE REFERENCES materials ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      model text NOT NULL,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'done', 'failed', 'cancelled')),
      failure text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CHECK ((status = 'failed') = (failure IS NOT NULL))
    );
    CREATE INDEX reembeddings_user_id ON reembeddings (user_id);
    CREATE INDEX reembeddings_due ON reembeddings (next_check_at) WHERE status IN ('queued', 'processing');
    COMMENT ON COLUMN reembeddings.model IS 'The model that its vectors are to be of; they are searched once all are there.';
  `);
}
