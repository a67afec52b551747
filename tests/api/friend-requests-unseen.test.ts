import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PERSONAL_TABLES } from '../../db/personal-data.js';
import { jsonOfRows } from '../../services/account/export/personal-rows.js';
import { body } from '../support/body.js';
import { json } from '../support/http.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** What the other may make of a request, which its sender must not be able to tell. */
const ANSWERS = ['none', 'decline', 'block', 'block and unblock'] as const;

/** What is done: the sender adds one of the codes that are known, or takes a request back; the other renews the code. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('add' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('take back' as const), which: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('renew' as const), which: fc.constant(0) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const post = (by: Student, path: string, content: object = {}) => by.fetch(path, json('POST', content));
const renew = async (by: Student): Promise<string> =>
  (await body(await post(by, '/friends/code', { renew: true }))).code;

/** What a sender is shown and exports; codes by when they were made, since each run has others. */
async function seenBy(sender: Student, codes: readonly string[]): Promise<unknown> {
  const { data, sent } = await body(await sender.fetch('/friends/requests'));
  const exported: Record<string, unknown[]> = {};
  for (const table of PERSONAL_TABLES.filter(({ table: name }) => /friend|block|notice/.test(name))) {
    const rows: Record<string, unknown>[] = JSON.parse(
      await text(jsonOfRows(app, { userId: sender.id, table, counted: () => {} })),
    );
    exported[table.table] = rows.map((row) => ({
      keys: Object.keys(row),
      isChanged: 'updated_at' in row && table.table !== 'friend_adds' && row.updated_at !== row.created_at,
    }));
  }
  return {
    exported,
    received: data,
    sent: sent.map(({ code }: { code: string }) => codes.indexOf(code)),
    friends: await body(await sender.fetch('/friends')),
    notices: await body(await sender.fetch('/notices')),
  };
}

/** What a sender is answered in some steps, and sees after them, where the other answers before one of them. */
async function storyOf(answer: (typeof ANSWERS)[number], at: number, steps: readonly Step[]): Promise<unknown[]> {
  const [sender, other] = await Promise.all([createStudent(app), createStudent(app)]);
  const codes = [await renew(other), await renew(sender), 'ZZZZZZZZ'];
  const story: unknown[] = [(await post(sender, '/friends/add', { code: codes[0] })).status];
  for (const [index, { does, which }] of steps.entries()) {
    if (index === at && answer !== 'none')
      for (const action of answer.split(' and ')) await post(other, `/friends/${sender.id}/${action}`);
    if (does === 'renew') codes.push(await renew(other));
    if (does === 'add') story.push((await post(sender, '/friends/add', { code: codes[which % codes.length] })).status);
    if (does === 'take back') {
      const { sent } = await body(await sender.fetch('/friends/requests'));
      const id = sent[which % Math.max(1, sent.length)]?.id;
      if (id) story.push((await sender.fetch(`/friends/requests/${id}`, { method: 'DELETE' })).status);
    }
  }
  return [...story, await seenBy(sender, codes)];
}

test('whatever becomes of a request, its sender is answered and sees the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ANSWERS.slice(1)),
      fc.nat(2),
      fc.array(step, { minLength: 3, maxLength: 6 }),
      async (answer, at, steps) => {
        expect(await storyOf(answer, at, steps)).toEqual(await storyOf('none', at, steps));
      },
    ),
    {
      numRuns: 4,
      examples: [
        [
          'block',
          0,
          [
            { does: 'renew', which: 0 },
            { does: 'add', which: 3 },
          ],
        ],
      ],
    },
  );
});
