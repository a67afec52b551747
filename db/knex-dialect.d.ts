declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';

  /** knex's dialect for pg; it has no types of its own. */
  export default class ClientPG extends (Object as unknown as typeof Knex.Client) {
    _query(connection: unknown, query: unknown): Promise<unknown>;
  }
}
