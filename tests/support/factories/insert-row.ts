import type { Knex } from 'knex';
import type { Model, ModelClass } from 'objection';

/** Columns of a model's row, of which some must be named. */
export type Columns<M extends Model, Needed extends keyof M = never> = Partial<Omit<M, keyof Model>> & Pick<M, Needed>;

/** Inserts a row. @returns it as the database has it, with its defaults */
export async function insertRow<M extends Model>(
  model: new () => M,
  db: Knex,
  columns: Partial<Omit<M, keyof Model>>,
): Promise<M> {
  // The compiler cannot follow Objection's types of a query over a model that it does not know.
  const query = (model as unknown as ModelClass<Model>).query(db);
  return (await query.insert(columns).returning('*')) as unknown as M;
}
