import type { AppDeps } from './app-deps.js';
import type { Operation } from './contract/operation.js';
import type { ContractRouter } from './contract/router.js';
import { authRoutes } from './routes/auth/routes.js';
import { generatedCardRoutes } from './routes/cards/generate-routes.js';
import { cardRoutes } from './routes/cards/routes.js';
import { dashboardRoutes } from './routes/dashboard/routes.js';
import { erasureRoutes } from './routes/erasure/routes.js';
import { exportRoutes } from './routes/exports/routes.js';
import { friendRoutes } from './routes/friends/routes.js';
import { gamificationRoutes } from './routes/gamification/routes.js';
import { googleRoutes } from './routes/google/routes.js';
import { guideRoutes } from './routes/guides/routes.js';
import { leaderboardRoutes } from './routes/leaderboard/routes.js';
import { leagueRoutes } from './routes/leagues/routes.js';
import { lessonRoutes } from './routes/lessons/routes.js';
import { mailRoutes } from './routes/mail/routes.js';
import { materialRoutes } from './routes/materials/routes.js';
import { noticeRoutes } from './routes/notices/routes.js';
import { onboardingRoutes } from './routes/onboarding/routes.js';
import { passwordRoutes } from './routes/passwords/routes.js';
import { progressRoutes } from './routes/progress/routes.js';
import { questionRoutes } from './routes/questions/routes.js';
import { quizAttemptRoutes } from './routes/quizzes/attempt-routes.js';
import { quizRoutes } from './routes/quizzes/routes.js';
import { recommendationRoutes } from './routes/recommendations/routes.js';
import { reviewRoutes } from './routes/reviews/routes.js';
import { studyRoutes } from './routes/study/routes.js';
import { subjectRoutes } from './routes/subjects/routes.js';
import { supportReviewRoutes } from './routes/support/review-routes.js';
import { supportRoutes } from './routes/support/routes.js';
import { userRoutes } from './routes/users/routes.js';

type RouteRegistrar = Pick<ContractRouter, 'route'>;

/** Registers the operations of every resource. */
export function registerRoutes(api: RouteRegistrar, deps: AppDeps): void {
  authRoutes(api, deps);
  googleRoutes(api, deps);
  passwordRoutes(api, deps);
  userRoutes(api, deps);
  onboardingRoutes(api, deps);
  subjectRoutes(api, deps);
  lessonRoutes(api, deps);
  studyRoutes(api, deps);
  cardRoutes(api, deps);
  generatedCardRoutes(api, deps);
  reviewRoutes(api, deps);
  progressRoutes(api, deps);
  recommendationRoutes(api, deps);
  dashboardRoutes(api, deps);
  quizRoutes(api, deps);
  quizAttemptRoutes(api, deps);
  materialRoutes(api, deps);
  guideRoutes(api, deps);
  questionRoutes(api, deps);
  gamificationRoutes(api, deps);
  friendRoutes(api, deps);
  leaderboardRoutes(api, deps);
  leagueRoutes(api, deps);
  noticeRoutes(api, deps);
  mailRoutes(api, deps);
  exportRoutes(api, deps);
  erasureRoutes(api, deps);
  supportRoutes(api, deps);
  supportReviewRoutes(api, deps);
}

/** Every operation of the API, with nothing behind it; for the documents made from contracts. */
export function listOperations(): Operation[] {
  const operations: Operation[] = [];
  // Handlers are registered and never run, so that they need nothing to stand on.
  registerRoutes({ route: (operation) => void operations.push(operation as unknown as Operation) }, {} as AppDeps);
  return operations;
}
