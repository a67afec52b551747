import type { Log } from '../shared/ports.js';

/** Tells at the start which models have no price, since what they cost is in no budget of money. */
export function tellUnpriced(models: readonly string[], log: Pick<Log, 'warn'>): void {
  for (const model of models) {
    log.warn({ model }, 'AI_PRICES has no price for this model: AI_TOKENS_STUDENT and AI_TOKENS_TOTAL limit it');
  }
}
