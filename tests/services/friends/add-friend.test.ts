import { expect, test } from '@jest/globals';
import { addFriend } from '../../../services/friends/add-friend.js';
import { buildBlock, buildSession, buildStudent } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();

test('a code of anybody and of nobody takes the same statements, so that how long it takes does not tell', async () => {
  const [caller, blocker, somebody] = await Promise.all(
    (['AAAAAAAA', 'BBBBBBBB', 'CCCCCCCC'] as const).map(async (friendCode) => {
      const { id: userId } = await buildStudent(services.db);
      await services.db('user_profiles').where({ userId }).update({ friendCode });
      return { userId, sessionId: (await buildSession(services.db, { userId })).id };
    }),
  );
  if (!caller || !blocker || !somebody) throw new Error('three were built');
  await buildBlock(services.db, { blockerId: blocker.userId, blockedId: caller.userId });

  const statementsOf = async (code: string) => {
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => void statements.push(sql);
    services.db.on('query', listen);
    await addFriend(services, { caller, code });
    services.db.removeListener('query', listen);
    return statements;
  };
  const ofNobody = await statementsOf('ZZZZZZZZ');
  for (const code of ['AAAAAAAA', 'BBBBBBBB', 'CCCCCCCC'])
    expect([code, await statementsOf(code)]).toEqual([code, ofNobody]);
  const delivered = await services.db('friend_requests').whereNotNull('receiverId');
  expect(delivered).toMatchObject([{ receiverId: somebody.userId }]);
});
