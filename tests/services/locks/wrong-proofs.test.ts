import { beforeEach, describe, expect, test } from '@jest/globals';
import { countWrongProof } from '../../../services/auth/wrong-proofs.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let caller: Caller;
beforeEach(async () => {
  await services.db('users').delete();
  caller = await buildCaller(services.db);
});
const session = () => services.db('sessions').where({ id: caller.sessionId });

describe('a wrong proof', () => {
  test('waits for one that is counted at the same time, and ends the session as the tenth', async () => {
    const counted = whileLocked(
      services.db,
      (trx) => session().transacting(trx).update({ wrongProofs: 9 }),
      () => countWrongProof(services, caller),
    );
    await expect(counted).rejects.toMatchObject({ type: 'unauthenticated' });
    expect(await session().first('wrongProofs', 'revokedAt')).toEqual({ wrongProofs: 10, revokedAt: expect.any(Date) });
  });

  test('waits for whoever holds the account, and holds no session before', async () => {
    let isHeldBefore: boolean | undefined;
    await whileLocked(
      services.db,
      (trx) => trx('users').where({ id: caller.userId }).forUpdate(),
      () => countWrongProof(services, caller),
      async () => {
        isHeldBefore = await isHeld(session());
      },
    );
    expect(isHeldBefore).toBe(false);
    expect(await session().first('wrongProofs')).toEqual({ wrongProofs: 1 });
  });
});
