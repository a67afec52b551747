import type { Transaction } from 'objection';
import { raiseStatsVersion } from '../../db/queries/game.js';

/**
 * Makes what was read of a student stale, for whoever changes something of it and credits nothing. It locks the
 * student's row of counters, which whoever holds the streak may wait for: after it nothing is locked but preferences.
 */
export const raiseVersion = (userId: string, trx: Transaction): Promise<void> => raiseStatsVersion(trx, userId);
