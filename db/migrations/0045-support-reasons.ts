import type { Knex } from 'knex';

/** Why support did something. It may tell of the person, so it goes where the line stops saying whom it concerned. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE audit_log ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 500);
    COMMENT ON COLUMN audit_log.reason IS 'Given by support. It may tell of the person, and goes with them.';

    CREATE FUNCTION forget_audit_reason() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.reason := NULL;
      RETURN NEW;
    END $$;
    CREATE TRIGGER audit_log_forget_reason BEFORE UPDATE OF subject_id ON audit_log FOR EACH ROW
      WHEN (OLD.subject_id IS NOT NULL AND NEW.subject_id IS NULL) EXECUTE FUNCTION forget_audit_reason();
  `);
}
