import { describe, expect, test } from '@jest/globals';
import type { LessonActivities } from '../../activities/lessons.js';
import type { RunActivities } from '../../activities/runs.js';
import type { indexLessons } from '../../workflows/index-lessons/workflow.js';
import { type Flow, failedWith, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

type Steps = LessonActivities & RunActivities;

async function run(steps: Partial<Steps> = {}) {
  const calls: string[] = [];
  const ends: unknown[] = [];
  const all: Steps = {
    claimRun: async () => void calls.push('claim'),
    cutLessons: async () => void calls.push('cut'),
    embedLessons: async () => void calls.push('embed'),
    finishLessonIndex: async () => {
      calls.push('finish');
      return true;
    },
    endRun: async ({ end }) => void ends.push(end),
    ...steps,
  };
  const input = { id: crypto.randomUUID(), userId: null, runNo: 1 };
  const flow: Flow<typeof indexLessons> = { type: 'indexLessons', workflowId: `index-lessons:${input.id}:1`, input };
  const { outcome } = await timeSkipping.run(flow, all);
  return { outcome, calls, ends };
}

describe('indexLessons', () => {
  test('claims, cuts, embeds and ends', async () => {
    expect(await run()).toEqual({ outcome: 'ready', calls: ['claim', 'cut', 'embed', 'finish'], ends: [] });
  });

  test('goes on while something is missing', async () => {
    const left = [false, false, true];
    const { outcome, calls } = await run({ finishLessonIndex: async () => left.shift() ?? true });
    expect(outcome).toBe('ready');
    expect(calls).toEqual(['claim', 'cut', 'embed', 'cut', 'embed', 'cut', 'embed']);
  });

  test('waits for hours for an AI server that is away', async () => {
    let tries = 0;
    const { outcome } = await run({
      embedLessons: async () => {
        if (++tries < 200) throw failure('AiUnavailable');
      },
    });
    expect([outcome, tries]).toEqual(['ready', 200]);
  });

  test('whose budget is spent fails, and the row says so', async () => {
    const { outcome, ends } = await run({
      embedLessons: async () => {
        throw failure('AiBudgetExhausted');
      },
    });
    expect(failedWith(outcome)).toMatchObject({ type: 'AiBudgetExhausted' });
    expect(ends).toEqual([{ status: 'failed', failure: 'AiBudgetExhausted' }]);
  });

  test.each(['claimRun', 'cutLessons', 'embedLessons', 'finishLessonIndex'] as const)(
    'superseded at %s, it writes no end',
    async (step) => {
      const { outcome, ends } = await run({
        [step]: async () => {
          throw failure('Superseded');
        },
      });
      expect([outcome, ends]).toEqual(['superseded', []]);
    },
  );
});
