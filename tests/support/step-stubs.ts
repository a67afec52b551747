import type { Activities } from '../../temporal-config/create-activities.js';

/** The name of an activity of any flow. */
export type StepName = keyof Activities;

const nothing = async () => {};
const SWEPT_ROWS = {
  codes: 0,
  sessions: 0,
  refreshTokens: 0,
  idempotencyKeys: 0,
  pageAdmissions: 0,
  friendRequests: 0,
  friendAdds: 0,
  flags: 0,
  mails: 0,
  notices: 0,
  exports: 0,
  reasons: 0,
};

/**
 * A step for every activity that a worker has, and the compiler refuses any other: it does nothing and lets its flow
 * take its longest way.
 */
export const STEP_STUBS: { [Name in StepName]: (...input: never[]) => ReturnType<Activities[Name]> } = {
  claimRun: nothing,
  endRun: nothing,
  claimQuestion: async () => ({ hasImage: true }),
  readQuestionImage: nothing,
  retrievePassages: async () => ({ chunkIds: [] }),
  draftAnswer: nothing,
  checkAnswer: async () => 'answered',
  probeMaterial: async () => ({ pageCount: 1 }),
  readPages: nothing,
  chunkMaterial: async () => ({ chunkCount: 1 }),
  embedChunks: async () => ({ isDone: true }),
  finishMaterial: async () => 'ready',
  deleteMaterialObjects: nothing,
  deleteMaterialRows: nothing,
  embedBeside: nothing,
  swapModel: async () => true,
  draftGuide: nothing,
  writeGuide: nothing,
  storeGuide: async () => 'ready',
  cutLessons: nothing,
  embedLessons: nothing,
  finishLessonIndex: async () => true,
  writeExport: async () => ({ writeNo: 1, bytes: 1 }),
  finishExport: async () => 'ready',
  endExport: nothing,
  claimErasure: async () => ({ until: new Date(0).toISOString(), secondPassMinutes: 1 }),
  beginErasure: async () => ({ until: null }),
  removeRuns: nothing,
  removeFiles: nothing,
  removeRows: nothing,
  finishErasure: async () => 'done',
  wakeStreak: async () => null,
  wakeStudySession: async () => null,
  pickQuizQuestions: async () => 'drafting',
  draftQuestions: nothing,
  checkQuestions: async () => 'enough',
  storeQuiz: async () => 'ready',
  wakeQuizAttempt: async () => null,
  judgeQuestions: async () => ({ judged: 0, flagged: 0, retired: 0, failed: 0 }),
  solveReported: async () => ({ solved: 0, retired: 0, left: 0 }),
  correctRetired: async () => ({ questions: 0, scores: 0, xp: 0, cards: 0, failed: 0 }),
  settleStreaks: async () => ({ running: 0, ended: 0, failed: 0 }),
  backfillAchievements: async () => ({ students: 0, achievements: 0 }),
  trainWeights: async () => ({ personal: 0, usual: 0, failed: 0, next: null }),
  // None: a run that it starts would outlive it.
  listRecommendationShards: async () => [],
  makeRecommendations: async () => ({ students: 1, isDone: true }),
  // None, as well.
  planBoards: async () => [],
  openBoards: nothing,
  makeBoards: async () => ({ step: 'all-time', isDone: true }),
  dropOldBoards: async () => 0,
  endLeagueWeeks: async () => ({ cohorts: 0, failed: 0 }),
  tellPromotions: async () => 0,
  flagAnomalies: async () => ({ days: 0, flags: 0 }),
  deliverMail: async () => 'sent',
  reconcileRows: async () => ({ started: 0, restarted: 0, failed: 0, running: 0 }),
  sweepRows: async () => SWEPT_ROWS,
  sweepFiles: async () => ({ files: 0, uploads: 0, objects: 0 }),
};
