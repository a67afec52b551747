/** Every workflow of the worker's bundle. */

export { answerQuestion } from './answer-question/workflow.js';
export { buildGuide } from './build-guide/workflow.js';
export { closeStudySession } from './close-study-session/workflow.js';
export { deleteMaterial } from './delete-material/workflow.js';
export { endLeagueWeeks } from './end-league-weeks/workflow.js';
export { eraseAccount } from './erase-account/workflow.js';
export { exportAccount } from './export-account/workflow.js';
export { flagAnomalies } from './flag-anomalies/workflow.js';
export { generateQuiz } from './generate-quiz/workflow.js';
export { indexLessons } from './index-lessons/workflow.js';
export { ingestMaterial } from './ingest-material/workflow.js';
export { keepStreak } from './keep-streak/workflow.js';
export { leaderboardRun } from './leaderboard-run/workflow.js';
export { leaderboardTick } from './leaderboard-tick/workflow.js';
export { recommendationsRun } from './recommendations-run/workflow.js';
export { recommendationsTick } from './recommendations-tick/workflow.js';
export { reconcile } from './reconcile/workflow.js';
export { reembedMaterial } from './reembed-material/workflow.js';
export { retireQuestions } from './retire-questions/workflow.js';
export { sendMail } from './send-mail/workflow.js';
export { settleStreaks } from './settle-streaks/workflow.js';
export { sweep } from './sweep/workflow.js';
export { timeQuizAttempt } from './time-quiz-attempt/workflow.js';
export { trainWeights } from './train-weights/workflow.js';
