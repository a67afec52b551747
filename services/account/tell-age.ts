import type { Transaction } from 'objection';
import { UserProfile } from '../../db/models/user-profile.js';
import { changeProfile } from '../../db/queries/profiles.js';
import { Problem } from '../../domain/problems.js';
import { type AgeBand, mayBePublic, mayChangeAge } from '../../domain/social/age.js';

/**
 * Keeps what a student tells of their age. Who may not be seen by everyone is seen by friends from then on.
 * @throws Problem invalid-request for an older band within a year of the last
 */
export async function tellAge(
  { userId, ageBand }: { userId: string; ageBand: AgeBand },
  now: Date,
  trx: Transaction,
): Promise<void> {
  const profile = await UserProfile.query(trx).findById(userId).forNoKeyUpdate().throwIfNotFound();
  if (profile.ageBand === ageBand) return;
  if (!mayChangeAge(profile, ageBand, now)) {
    const errors = [{ pointer: '/ageBand', detail: 'An older one can be told a year after the last' }];
    throw new Problem('invalid-request', 'The age that was told stays.', {
      errors,
    });
  }
  const isHidden = profile.boardVisibility === 'everyone' && !mayBePublic(ageBand);
  await changeProfile(trx, userId, {
    ...{ ageBand, ageToldAt: now },
    ...(isHidden ? { boardVisibility: 'friends' } : {}),
  });
}
