import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { writeNotices } from '../../db/queries/notices.js';
import { NOTICE_KINDS, type NoticeFacts, noticeText } from '../../domain/game/notices.js';
import { body } from '../support/body.js';
import { buildNotice } from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const list = async (query = '', by = student) => {
  const response = await by.fetch(`/notices${query}`);
  return { ...(await body(response)), unseen: response.headers.get('Unseen-Count') };
};
const see = (noticeIds: unknown, by = student) =>
  by.fetch('/notices/seen', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ noticeIds }),
  });
/** Notices with the ids that the clock would give, the oldest first. */
async function build(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  for (const id of ids) await buildNotice(app.db, { id, userId: student.id });
  return ids;
}
const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

describe('notices', () => {
  test('come unseen first, the newest first, with the count for a badge', async () => {
    const [first = '', second = '', third = ''] = await build(3);
    expect(await list()).toMatchObject({ unseen: '3', nextCursor: null });
    expect((await see([third, first])).status).toBe(204);
    const after = await list();
    expect(idsOf(after)).toEqual([second, third, first]);
    expect(after.unseen).toBe('1');
    expect(after.data[0]).toMatchObject({ kind: 'level-up', text: 'You have reached level 2.', seenAt: null });
    expect(after.data[1].seenAt).not.toBeNull();
  });

  test('come in pages over both parts, also when a page is seen meanwhile', async () => {
    const ids = await build(5);
    await see(ids.slice(0, 2));
    const pages: string[][] = [];
    let query = '?limit=2';
    for (;;) {
      const page = await list(query);
      pages.push(idsOf(page));
      if (!page.nextCursor) break;
      await see(idsOf(page));
      query = `?limit=2&cursor=${page.nextCursor}`;
    }
    const shown = pages.flat();
    expect(shown.slice(0, 3)).toEqual([ids[4], ids[3], ids[2]]);
    expect(new Set(shown)).toEqual(new Set(ids));
  });

  test('that are seen again stay as they were', async () => {
    const [id = ''] = await build(1);
    await see([id]);
    const { data } = await list();
    await see([id]);
    expect((await list()).data).toEqual(data);
  });

  test('of another are neither shown nor seen', async () => {
    const [id = ''] = await build(1);
    const stranger = await createStudent(app);
    expect(idsOf(await list('', stranger))).toEqual([]);
    expect((await see([id], stranger)).status).toBe(204);
    expect((await list()).unseen).toBe('1');
  });

  test.each([
    ['x'],
    ['unseen.x'],
    ['both.00000000-0000-4000-8000-000000000000'],
    ['00000000-0000-4000-8000-000000000000'],
  ])('refuse the cursor %s', async (cursor) => {
    expect((await student.fetch(`/notices?cursor=${cursor}`)).status).toBe(422);
  });

  test.each([[[]], [['x']], ['all'], [Array(101).fill('00000000-0000-4000-8000-000000000000')]])(
    'refuse to see %j',
    async (ids) => {
      expect((await see(ids)).status).toBe(422);
    },
  );
});

test('a later one about the same takes the place of the one before, and is unseen', async () => {
  const write = (length: number) =>
    app.db.transaction((trx) =>
      writeNotices(trx, student.id, [
        { kind: 'streak-at-risk', topic: '', facts: { length, until: '2026-03-02T04:00:00.000Z' } },
      ]),
    );
  await write(3);
  const [before] = (await list()).data;
  await see([before.id]);
  await write(4);
  const { data, unseen } = await list();
  expect([data.length, unseen, data[0].facts.length]).toEqual([1, '1', 4]);
  expect(data[0].id > before.id).toBe(true);
});

test('every kind has a text', () => {
  const facts: NoticeFacts = {
    'level-up': { level: 3 },
    achievement: { key: 'first-answer' },
    'achievements-added': { keys: ['first-answer', 'curious'] },
    milestone: { days: 7, xp: 50 },
    'freeze-spent': { day: '2026-03-02', left: 1 },
    'streak-at-risk': { length: 12, until: '2026-03-02T04:00:00.000Z' },
    'material-ready': { materialId: 'm', isPartial: true },
    'friend-request': {},
    'friend-accepted': {},
    'export-ready': { exportId: 'e' },
    'league-promotion': { week: '2026-03-02', tier: 2 },
    'quiz-result': { attemptId: 'a', percent: 80 },
    'score-corrected': { attemptId: 'a', reason: 'wrong-key', before: 75, percent: 86, xp: 20 },
    'xp-adjusted': { points: -20 },
    'card-suspended': { cardId: 'c', reason: 'ambiguous' },
  };
  expect(NOTICE_KINDS.map((kind) => noticeText(kind, facts[kind]))).toEqual([
    'You have reached level 3.',
    'Achievement earned: First answer.',
    'You had earned these achievements already: First answer, Curious.',
    'A streak of 7 days: 50 XP.',
    'A freeze has kept your streak on 2026-03-02, when you did not study. Freezes left: 1.',
    'Study today to keep your streak. Days so far: 12.',
    'A document is ready, but for some pages.',
    'The copy of your data can be fetched for a day.',
    'Somebody who has your friend code would like to be your friend.',
    'You have a new friend.',
    'You have gone up: your league is in tier 2 now.',
    'The time of your quiz was over. Your score: 80 %.',
    'A question of your quiz does not count against you any more, since what it took for right was wrong. Your score was 75 % and is 86 %. It brings 20 XP more.',
    'Support has taken 20 XP back.',
    'One of your cards is not asked any more. The question that it was made from was bad: more than one answer could be right. Write the card anew to go on with it, or remove it.',
  ]);
});
