import { beforeEach, expect, test } from '@jest/globals';
import { listEarned } from '../../../db/queries/achievements.js';
import { listNotices, lockUnseen } from '../../../db/queries/notices.js';
import {
  listActiveDays,
  listNeglectedStreaks,
  listPauses,
  listStreakDays,
  listStreaks,
} from '../../../db/queries/streaks.js';
import { listXp, studentsWithXp } from '../../../db/queries/xp.js';
import { asTheyLie } from '../../support/as-they-lie.js';
import {
  buildAchievement,
  buildNotice,
  buildPause,
  buildStreak,
  buildStreakDay,
  buildStudent,
  buildXpLine,
} from '../../support/factories/index.js';
import { allAndPart, idsOf, inOrder, newIds, scrambled } from '../../support/scrambled.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'];

test('notices are listed newest first, after those that were not seen', async () => {
  const ids = newIds();
  const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string];
  const isSeen = (id: string) => [first, second, fourth].includes(id);
  await scrambled(ids, (id) => buildNotice(services.db, { id, userId, seenAt: isSeen(id) ? new Date() : null }));
  const read = (cursor: string | undefined, limit: number) =>
    asTheyLie(services.db, (trx) =>
      listNotices(trx, userId, {
        limit,
        cursor: cursor === undefined ? cursor : { isSeen: isSeen(cursor), id: cursor },
      }),
    );
  expect(idsOf(await read(undefined, 100))).toEqual([fifth, third, fourth, second, first]);
  expect(idsOf(await read(fifth, 2))).toEqual([third, fourth]);
  expect(idsOf(await read(fourth, 1))).toEqual([second]);
});

test('notices are locked by kind and topic, in which order they are written', async () => {
  const ids = newIds();
  await scrambled(ids, (id, place) =>
    buildNotice(services.db, { id, userId, kind: place < 2 ? 'level-up' : 'xp-adjusted', topic: String(place) }),
  );
  expect(await asTheyLie(services.db, (trx) => lockUnseen(trx, userId, ids))).toEqual(ids);
});

test('lines of the ledger are listed newest first', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildXpLine(services.db, { id, userId }));
  const read = await allAndPart(services.db, async (trx, part) => idsOf(await listXp(trx, userId, part)));
  expect(read).toEqual(inOrder(ids.toReversed()));
});

test('students with XP are taken by id', async () => {
  const ids = newIds();
  await scrambled(ids, async (id) => {
    await buildStudent(services.db, { id });
    await buildXpLine(services.db, { userId: id });
  });
  const read = await allAndPart(services.db, async (trx, { limit, cursor: after }) =>
    (await studentsWithXp(trx, { limit, after })).filter((id) => ids.includes(id)),
  );
  expect(read).toEqual(inOrder(ids));
});

test('achievements are listed latest first, and by key where they came at once', async () => {
  const earned = [
    { key: 'c', earnedAt: new Date(3) },
    { key: 'a', earnedAt: new Date(2) },
    { key: 'd', earnedAt: new Date(2) },
    { key: 'b', earnedAt: new Date(1) },
    { key: 'e', earnedAt: new Date(1) },
  ];
  await scrambled(earned, (one) => buildAchievement(services.db, { userId, ...one }));
  const listed = await asTheyLie(services.db, (trx) => listEarned(trx, userId));
  expect(listed.map(({ key }) => key)).toEqual(['c', 'a', 'd', 'b', 'e']);
});

test('pauses are listed by their first day, alone and with the streak', async () => {
  await buildStreak(services.db, { userId });
  await scrambled(DAYS, (day) => buildPause(services.db, { userId, firstDay: day, lastDay: day }));
  const listed = await asTheyLie(services.db, (trx) => listPauses(trx, userId));
  expect(listed.map(({ firstDay }) => firstDay)).toEqual(DAYS);
  const [streak] = await asTheyLie(services.db, (trx) => listStreaks(trx, [userId]));
  expect(streak?.pauses.map(({ firstDay }) => firstDay)).toEqual(DAYS);
});

test('days of a streak are listed earliest first, judged or active', async () => {
  await scrambled(DAYS, (day) => buildStreakDay(services.db, { userId, day }));
  const times = { from: '2026-03-02', to: '2026-03-06' };
  const judged = await asTheyLie(services.db, (trx) => listStreakDays(trx, userId, times));
  expect(judged.map(({ day }) => day)).toEqual(DAYS);
  expect(await asTheyLie(services.db, (trx) => listActiveDays(trx, userId))).toEqual(DAYS);
});

test('streaks that nobody looked at are taken by id', async () => {
  const ids = newIds();
  await scrambled(ids, async (id) => {
    await buildStudent(services.db, { id });
    await buildStreak(services.db, { userId: id, status: 'running', wakeAt: new Date(0) });
  });
  const read = await allAndPart(services.db, (trx, { limit, cursor: after }) =>
    listNeglectedStreaks(trx, { limit, after, zoneData: process.versions.tz ?? null }),
  );
  expect(read).toEqual(inOrder(ids));
});
