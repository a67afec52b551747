import { type BoardVisibility, UserProfile } from '../../db/models/user-profile.js';
import { changeProfile } from '../../db/queries/profiles.js';
import { Problem } from '../../domain/problems.js';
import { mayBePublic } from '../../domain/social/age.js';
import { changeDayRule } from '../game/change-day-rule.js';
import { raiseVersion } from '../game/raise-version.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/** What students decide about their profile; all of it is replaced. */
export interface ProfileFields {
  displayName: string;
  grade: string | null;
  locale: string;
  timeZone: string;
  boardVisibility: BoardVisibility;
}

/**
 * Replaces a student's profile and raises its version. Another zone tells the study days later: see changeDayRule.
 * @param versions those that may be replaced; any, if undefined
 * @throws Problem precondition-failed when the profile has another version; invalid-request for a student who is to be
 * seen by everyone and has not told to be old enough; those of lockCallerForShare.
 */
export async function updateProfile(
  deps: TransactionDeps,
  { caller, versions, fields }: { caller: Caller; versions: number[] | undefined; fields: ProfileFields },
): Promise<UserProfile> {
  const { userId } = caller;
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const before = UserProfile.query(trx).findById(userId).forNoKeyUpdate();
    // Postgres compares again when it has waited for the row, so of many with the same version one goes on.
    if (versions) before.whereIn('version', versions);
    const found = await before;
    if (!found) throw new Problem('precondition-failed', 'Read the profile again, and change what it is now.');
    assertVisible(found, fields);
    if (found.timeZone !== fields.timeZone) {
      await changeDayRule({ userId, wish: { timeZone: fields.timeZone } }, deps.clock(), after, trx);
    }
    const profile = await changeProfile(trx, userId, fields);
    // The name and who sees it stand on boards.
    await raiseVersion(userId, trx);
    return profile;
  });
}

function assertVisible({ ageBand }: UserProfile, { boardVisibility }: ProfileFields): void {
  if (boardVisibility !== 'everyone' || mayBePublic(ageBand)) return;
  const errors = [{ pointer: '/boardVisibility', detail: 'Only for students who have told that they are 16 or older' }];
  throw new Problem('invalid-request', 'Students under 16, or of an age not told, are seen by friends at most.', {
    errors,
  });
}
