import { beforeEach, describe, expect, test } from '@jest/globals';
import { dropOldBoards } from '../../services/boards/drop-old-boards.js';
import { makeBoards } from '../../services/boards/make-boards.js';
import { openBoards } from '../../services/boards/open-boards.js';
import { planBoards } from '../../services/boards/plan-boards.js';
import type { BoardsInput } from '../../workflows/leaderboard-run/messages.js';
import type { leaderboardRun } from '../../workflows/leaderboard-run/workflow.js';
import type { leaderboardTick } from '../../workflows/leaderboard-tick/workflow.js';
import { buildStudent, buildXpLine } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';
import { type Flow, failure, newPrefix, type Start, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();
const services = useTestServices();

beforeEach(async () => {
  for (const table of ['leaderboard_entries', 'leaderboards', 'leaderboard_sums', 'leaderboard_runs', 'users'])
    await services.db(table).delete();
});

/** The flows wait for nothing, so that the time of services is all there is. */
let now = new Date();
const deps = () => ({ ...services, clock: () => now });

/** The services themselves. */
const STEPS = {
  planBoards: () => planBoards(deps()),
  openBoards: (input: BoardsInput) => openBoards(deps(), input),
  makeBoards: ({ day }: { day: string }) => makeBoards(deps(), { day, report: () => {} }, new AbortController().signal),
  dropOldBoards: () => dropOldBoards(deps()),
};

const tick = async (start: Start, prefix: string, at: string) => {
  now = new Date(at);
  const flow: Flow<typeof leaderboardTick> = {
    ...{ type: 'leaderboardTick', workflowId: `tick:${crypto.randomUUID()}`, input: { prefix } },
  };
  return (await start(flow)).result();
};
const days = () => services.db('leaderboards').where({ period: 'day' }).orderBy('day').pluck('day');

describe('leaderboardTick', () => {
  test('leaves no day out, whatever was away for how long', async () => {
    const { id: userId } = await buildStudent(services.db);
    await buildXpLine(services.db, { userId, createdAt: new Date('2026-03-04T12:00:00Z') });
    const prefix = newPrefix();
    await timeSkipping.withSteps(
      STEPS,
      async (start) => {
        expect(await tick(start, prefix, '2026-03-02T00:15:00Z')).toEqual({ made: 1, left: 0 });
        // Two days on which no tick came.
        expect(await tick(start, prefix, '2026-03-05T00:15:00Z')).toEqual({ made: 3, left: 0 });
        expect(await tick(start, prefix, '2026-03-05T08:00:00Z')).toEqual({ made: 0, left: 0 });
      },
      prefix,
    );
    expect(await days()).toEqual(['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04']);
    expect(await services.db('leaderboard_runs').whereNull('finishedAt')).toEqual([]);
    expect(await services.db('leaderboards').where({ students: 1 }).orderBy('period').pluck('period')).toEqual([
      ...['all-time', 'day', 'week'],
    ]);
  });

  test('makes the days after one that fails, and that one at the next look', async () => {
    const prefix = newPrefix();
    let fails = true;
    const steps = {
      ...STEPS,
      makeBoards: (input: { day: string }) => {
        if (fails && input.day === '2026-03-02') throw failure('Corrupt');
        return STEPS.makeBoards(input);
      },
    };
    await timeSkipping.withSteps(
      steps,
      async (start) => {
        expect(await tick(start, prefix, '2026-03-02T00:15:00Z')).toEqual({ made: 1, left: 0 });
        expect(await tick(start, prefix, '2026-03-04T00:15:00Z')).toEqual({ made: 1, left: 1 });
        expect(await days()).toEqual(['2026-03-01', '2026-03-03']);
        fails = false;
        expect(await tick(start, prefix, '2026-03-05T00:15:00Z')).toEqual({ made: 2, left: 0 });
      },
      prefix,
    );
    expect(await days()).toEqual(['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04']);
  });
});

describe('leaderboardRun', () => {
  test('continues as new after fifty calls, and does not begin again what it was asked to make again', async () => {
    let calls = 0;
    const opened: BoardsInput[] = [];
    const steps = {
      openBoards: async (input: BoardsInput) => void opened.push(input),
      makeBoards: async () => ({ step: 'all-time', isDone: ++calls === 120 }),
    };
    const flow: Flow<typeof leaderboardRun> = {
      ...{ type: 'leaderboardRun', workflowId: `run:${crypto.randomUUID()}` },
      input: { day: '2026-03-02', reason: 'Asked' },
    };
    const { outcome } = await timeSkipping.run(flow, steps);
    expect(outcome).toEqual({ step: 'all-time', isDone: true });
    expect(opened.map(({ reason }) => reason)).toEqual(['Asked', null, null]);
  });
});
