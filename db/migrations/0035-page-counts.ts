import type { Knex } from 'knex';

/** How many pages of a material were read, and how many failed, kept with it: lists of materials count none. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials
      ADD COLUMN pages_done integer NOT NULL DEFAULT 0,
      ADD COLUMN pages_failed integer NOT NULL DEFAULT 0;
    COMMENT ON COLUMN materials.pages_done IS 'Of its rows in material_pages, which keep it.';
    COMMENT ON COLUMN materials.pages_failed IS 'Of its rows in material_pages, which keep it.';

    CREATE FUNCTION count_pages() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    BEGIN
      UPDATE materials AS m SET pages_done = m.pages_done + sign * c.done, pages_failed = m.pages_failed + sign * c.failed
      FROM (SELECT material_id, count(*) FILTER (WHERE status = 'done') AS done,
              count(*) FILTER (WHERE status = 'failed') AS failed
            FROM changed GROUP BY material_id) AS c
      WHERE m.id = c.material_id;
      RETURN NULL;
    END $$;
    COMMENT ON FUNCTION count_pages() IS 'In the database, so that also a process of the release before counts.';
    CREATE TRIGGER material_pages_added AFTER INSERT ON material_pages
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_pages();
    CREATE TRIGGER material_pages_removed AFTER DELETE ON material_pages
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_pages();

    UPDATE materials AS m SET pages_done = c.done, pages_failed = c.failed
    FROM (SELECT material_id, count(*) FILTER (WHERE status = 'done') AS done,
            count(*) FILTER (WHERE status = 'failed') AS failed
          FROM material_pages GROUP BY material_id) AS c
    WHERE m.id = c.material_id;
  `);
}
