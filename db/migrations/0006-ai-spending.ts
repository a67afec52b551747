import type { Knex } from 'knex';

/** What calls to AI servers cost, and how much of each day's budgets is gone. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE ai_budget (
      id uuid PRIMARY KEY,
      day date NOT NULL,
      user_id uuid REFERENCES users ON DELETE CASCADE,
      spent_micros bigint NOT NULL CHECK (spent_micros >= 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE NULLS NOT DISTINCT (day, user_id)
    ) WITH (fillfactor = 50);
    CREATE INDEX ai_budget_user_id ON ai_budget (user_id);
    COMMENT ON COLUMN ai_budget.user_id IS 'Null for the budget of all students together.';
    COMMENT ON COLUMN ai_budget.spent_micros IS
      'Micro-dollars: the cost of settled calls and what calls under way may cost.';

    CREATE TABLE ai_usage (
      id uuid PRIMARY KEY,
      user_id uuid REFERENCES users ON DELETE SET NULL,
      resource_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('chat', 'embedding')),
      model text NOT NULL,
      day date NOT NULL,
      reserved_micros bigint NOT NULL CHECK (reserved_micros >= 0),
      input_tokens integer,
      output_tokens integer,
      cost_micros bigint CHECK (cost_micros >= 0),
      settled_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT ai_usage_settled_check CHECK ((settled_at IS NULL) = (cost_micros IS NULL))
    );
    CREATE INDEX ai_usage_user_id ON ai_usage (user_id, id);
    CREATE INDEX ai_usage_day ON ai_usage (day);
    COMMENT ON COLUMN ai_usage.settled_at IS
      'Null while the call runs, and for good where nobody saw its end: it counts as reserved.';
  `);
}
