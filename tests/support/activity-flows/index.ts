import { ACCOUNT_FLOWS } from './account.js';
import { GAME_FLOWS } from './game.js';
import { LEARNING_FLOWS } from './learning.js';
import { MATERIALS_FLOWS } from './materials.js';
import { OPERATION_FLOWS } from './operation.js';
import { QUESTIONS_FLOWS } from './questions.js';
import { QUIZZES_FLOWS } from './quizzes.js';
import { SOCIAL_FLOWS } from './social.js';
import type { ActivityFlows } from './steps.js';

export type { ActivityStep, ActivityWorker } from './steps.js';

/** Every activity stands in one of these at least; a test tells which is missing. */
export const ACTIVITY_FLOWS: ActivityFlows = {
  ...MATERIALS_FLOWS,
  ...QUESTIONS_FLOWS,
  ...ACCOUNT_FLOWS,
  ...QUIZZES_FLOWS,
  ...LEARNING_FLOWS,
  ...GAME_FLOWS,
  ...SOCIAL_FLOWS,
  ...OPERATION_FLOWS,
};
