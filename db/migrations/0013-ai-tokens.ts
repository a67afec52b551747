import type { Knex } from 'knex';

/** Counts calls to models without a price in tokens, so that they have budgets as well. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE ai_budget ADD COLUMN spent_tokens bigint NOT NULL DEFAULT 0 CHECK (spent_tokens >= 0);
    COMMENT ON COLUMN ai_budget.spent_tokens IS
      'Tokens of settled calls to models without a price, and what calls to them under way may use.';
    ALTER TABLE ai_usage ADD COLUMN reserved_tokens bigint NOT NULL DEFAULT 0 CHECK (reserved_tokens >= 0);
    COMMENT ON COLUMN ai_usage.reserved_tokens IS 'Of a model without a price; for others money was reserved.';
  `);
}
