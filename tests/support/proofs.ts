import { createTimeBudget } from '../../lib/time-budget.js';
import type { ProvingCaller } from '../../services/auth/reauthenticate.js';
import type { ProofThrottle } from '../../services/auth/wrong-proofs.js';
import { callerOf, type Student } from './student.js';

const nothing = async (): Promise<void> => {};

/** Lets any number of proofs be tried. */
export const unlimitedProofs: ProofThrottle = { admit: nothing, takeBack: nothing, succeeded: nothing };

/** Who asks, for services that want a proof and are called without HTTP. */
export const provingCaller = (student: Pick<Student, 'id' | 'sessionId'>): Omit<ProvingCaller, 'proof'> => ({
  ...callerOf(student),
  limiterTime: createTimeBudget(500),
});
