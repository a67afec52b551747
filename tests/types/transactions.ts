import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { reserveSpending, settleSpending } from '../../db/queries/ai-spending.js';
import type { dropOtherModels, reuseVectors, storeVectors, swapVectors } from '../../db/queries/chunk-vectors.js';
import type { takeLease } from '../../db/queries/idempotency.js';
import type { lockIdentity } from '../../db/queries/identities.js';
import type { storeLessonChunks, storeLessonVectors, swapLessonVectors } from '../../db/queries/lesson-chunks.js';
import type { lockCitablePages } from '../../db/queries/page-spans.js';
import type { changeProfile } from '../../db/queries/profiles.js';
import type { admitPages, lockQuota } from '../../db/queries/quota.js';
import type { lockRemoval } from '../../services/account/erasure/receipt.js';
import type { admitUser } from '../../services/auth/admit-user.js';
import type { linkIdentity } from '../../services/auth/google/identities.js';
import type { useCode } from '../../services/auth/one-time-codes.js';
import type { revokeSessions } from '../../services/auth/revoke-sessions.js';
import type { forgetWrongProofs } from '../../services/auth/wrong-proofs.js';
import type { lockLessonIndex, requeueLessonIndex } from '../../services/lessons/queue-lesson-index.js';
import type { queueMail } from '../../services/mail/queue-mail.js';
import type { forgetAnswer } from '../../services/mastery/forget-answer.js';
import type { lockTopicProgress } from '../../services/mastery/lock-topic-progress.js';
import type { recordAnswers } from '../../services/mastery/record-answers.js';
import type { lockMaterial } from '../../services/materials/lock-material.js';
import type { assertChunksLeft, assertQuota } from '../../services/materials/quota.js';
import type { lockQuestion } from '../../services/questions/lock-question.js';
import type { addCards } from '../../services/reviews/add-cards.js';
import type { cancelRow, cancelRunsOfUser } from '../../services/runs/cancel-run.js';
import type { finishRow } from '../../services/runs/finish-run.js';
import type { lockRun } from '../../services/runs/lock-run.js';
import type { requeueRow } from '../../services/runs/requeue-run.js';
import type {
  findActiveUserForUpdate,
  lockActiveUserForShare,
  lockActiveUserForUpdate,
} from '../../services/shared/active-user.js';
import type { audit } from '../../services/shared/audit.js';
import type { completeKey } from '../../services/shared/idempotency.js';
import type { lockCallerForShare, lockCallerForUpdate } from '../../services/shared/lock-caller.js';

/**
 * What locks, and what belongs to a change, takes a transaction and nothing else: on a pool a lock would be gone with
 * its statement. Nothing here runs; `npm run check:types` fails where one of these would take a pool.
 */
type Last<F> = F extends (...args: infer Arguments) => unknown
  ? Arguments extends [...unknown[], infer L]
    ? L
    : never
  : never;
type First<F> = F extends (first: infer A, ...rest: never[]) => unknown ? A : never;

/** True where a transaction is taken and a pool is not. */
type Fenced<T> = Transaction extends T ? (Knex extends T ? false : true) : false;

true satisfies Fenced<Last<typeof lockRun>>;
true satisfies Fenced<Last<typeof finishRow>>;
true satisfies Fenced<Last<typeof cancelRow>>;
true satisfies Fenced<Last<typeof cancelRunsOfUser>>;
true satisfies Fenced<Last<typeof requeueRow>>;
true satisfies Fenced<Last<typeof lockActiveUserForShare>>;
true satisfies Fenced<Last<typeof lockActiveUserForUpdate>>;
true satisfies Fenced<Last<typeof findActiveUserForUpdate>>;
true satisfies Fenced<Last<typeof lockCallerForShare>>;
true satisfies Fenced<Last<typeof lockCallerForUpdate>>;
true satisfies Fenced<Last<typeof linkIdentity>>;
true satisfies Fenced<Last<typeof forgetWrongProofs>>;
true satisfies Fenced<Last<typeof admitUser>>;
true satisfies Fenced<Last<typeof useCode>>;
true satisfies Fenced<Last<typeof revokeSessions>>;
true satisfies Fenced<Last<typeof lockRemoval>>;
true satisfies Fenced<Last<typeof lockMaterial>>;
true satisfies Fenced<Last<typeof recordAnswers>>;
true satisfies Fenced<Last<typeof forgetAnswer>>;
true satisfies Fenced<Last<typeof lockTopicProgress>>;
true satisfies Fenced<Last<typeof addCards>>;
true satisfies Fenced<Last<typeof lockQuestion>>;
true satisfies Fenced<Last<typeof lockLessonIndex>>;
true satisfies Fenced<Last<typeof requeueLessonIndex>>;
true satisfies Fenced<Last<typeof assertQuota>>;
true satisfies Fenced<Last<typeof assertChunksLeft>>;
true satisfies Fenced<Last<typeof completeKey>>;
true satisfies Fenced<Last<typeof queueMail>>;
true satisfies Fenced<Last<typeof audit>>;

true satisfies Fenced<First<typeof takeLease>>;
true satisfies Fenced<First<typeof lockIdentity>>;
true satisfies Fenced<First<typeof lockQuota>>;
true satisfies Fenced<First<typeof admitPages>>;
true satisfies Fenced<First<typeof lockCitablePages>>;
true satisfies Fenced<First<typeof changeProfile>>;
true satisfies Fenced<First<typeof reserveSpending>>;
true satisfies Fenced<First<typeof settleSpending>>;
true satisfies Fenced<First<typeof reuseVectors>>;
true satisfies Fenced<First<typeof storeVectors>>;
true satisfies Fenced<First<typeof dropOtherModels>>;
true satisfies Fenced<First<typeof swapVectors>>;
true satisfies Fenced<First<typeof storeLessonChunks>>;
true satisfies Fenced<First<typeof storeLessonVectors>>;
true satisfies Fenced<First<typeof swapLessonVectors>>;
