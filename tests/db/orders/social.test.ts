import { beforeEach, expect, test } from '@jest/globals';
import { listBlocked, listFriends, listReceived, listSent, type PeoplePage } from '../../../db/queries/friends.js';
import { findLeagueState, listLeagueWeeks } from '../../../db/queries/league-views.js';
import { asTheyLie } from '../../support/as-they-lie.js';
import {
  buildBlock,
  buildFriendRequest,
  buildFriendship,
  buildLeagueMember,
  buildStudent,
} from '../../support/factories/index.js';
import { allAndPart, idsOf, inOrder, newIds, type Part, scrambled } from '../../support/scrambled.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

const WEEKS = ['2026-03-30', '2026-03-23', '2026-03-16', '2026-03-09', '2026-03-02'];
const pageOf = ({ limit, cursor }: Part): PeoplePage => ({ limit, after: cursor });

/** People, each in a relation to the student. @returns their ids, in order */
async function people(relate: (id: string) => unknown): Promise<string[]> {
  const ids = newIds();
  await scrambled(ids, async (id) => {
    await buildStudent(services.db, { id });
    await relate(id);
  });
  return ids;
}

test('friends are listed by id', async () => {
  const ids = await people((id) => buildFriendship(services.db, userId, id));
  const weekStart = new Date();
  const read = await allAndPart(services.db, async (trx, part) =>
    idsOf(await listFriends(trx, userId, { ...pageOf(part), weekStart })),
  );
  expect(read).toEqual(inOrder(ids));
});

test('who has asked to be a friend is listed by id', async () => {
  const ids = await people((senderId) => buildFriendRequest(services.db, { senderId, receiverId: userId }));
  const read = await allAndPart(services.db, async (trx, part) => idsOf(await listReceived(trx, userId, pageOf(part))));
  expect(read).toEqual(inOrder(ids));
});

test('who is blocked is listed by id', async () => {
  const ids = await people((blockedId) => buildBlock(services.db, { blockerId: userId, blockedId }));
  const read = await allAndPart(services.db, async (trx, part) => idsOf(await listBlocked(trx, userId, pageOf(part))));
  expect(read).toEqual(inOrder(ids));
});

test('requests that were sent are listed newest first', async () => {
  const ids = newIds();
  await scrambled(ids, (id, place) => buildFriendRequest(services.db, { id, senderId: userId, code: `CODE${place}` }));
  expect(idsOf(await asTheyLie(services.db, (trx) => listSent(trx, userId)))).toEqual(ids.toReversed());
});

test('weeks of leagues are listed newest first, and the newest is the one that counts', async () => {
  await scrambled(WEEKS, (week) => buildLeagueMember(services.db, { userId, week }));
  const before = '2026-04-06';
  const read = await allAndPart(services.db, async (trx, part) =>
    (await listLeagueWeeks(trx, userId, { before, ...part })).map(({ week }) => week),
  );
  expect(read).toEqual(inOrder(WEEKS));
  expect((await asTheyLie(services.db, (trx) => findLeagueState(trx, userId)))?.newest?.week).toBe(WEEKS[0]);
});
