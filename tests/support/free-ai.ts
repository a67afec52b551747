import type { AskDeps } from '../../services/questions/ask-question.js';

/** What asking stands on where nothing costs anything. */
export const FREE_AI: Pick<AskDeps, 'ai' | 'answerer'> = {
  ai: {
    budget: { student: { micros: 0, tokens: 0 }, total: { micros: 0, tokens: 0 } },
    leastCost: { micros: 0, tokens: 0 },
  },
  answerer: { provider: 'offline', model: 'offline', version: '' },
};
