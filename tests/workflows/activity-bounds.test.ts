import { describe, expect, test } from '@jest/globals';
import type { Workflow } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Queue } from '../../domain/runs/task-queues.js';
import type { answerQuestion } from '../../workflows/answer-question/workflow.js';
import { STEP_STUBS, type StepName } from '../support/step-stubs.js';
import { type Flow, failure, useTimeSkipping } from '../support/time-skipping.js';

/**
 * What the history of a run says of each of its steps. Neither replay nor a test that waits for outcomes sees these:
 * in workflow tests the workers of all queues have all steps.
 */
interface Bounds {
  queue: Queue;
  /** Seconds. */
  startToClose: number;
  scheduleToClose: number;
  heartbeat: number | null;
  /** Seconds of the first and the longest pause between attempts, which double; attempts at most, 0 for any number. */
  retry: [first: number, longest: number, attempts: number];
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const CORE: Bounds = {
  queue: 'core',
  startToClose: 30,
  scheduleToClose: DAY,
  heartbeat: null,
  retry: [1, MINUTE, 0],
};
const READING: Bounds = {
  queue: 'ingestion',
  startToClose: 20 * MINUTE,
  scheduleToClose: DAY,
  heartbeat: 15,
  retry: [1, 2 * MINUTE, 20],
};
const EMBEDDING: Bounds = {
  queue: 'embedding',
  startToClose: 20 * MINUTE,
  scheduleToClose: DAY,
  heartbeat: 15,
  retry: [2, MINUTE, 0],
};
/** Somebody waits: all steps of an answer that call servers share 15 minutes. */
const ANSWERING: Bounds = {
  queue: 'ai',
  startToClose: 15 * MINUTE,
  scheduleToClose: 15 * MINUTE,
  heartbeat: 15,
  retry: [2, MINUTE, 0],
};
/** Each step of a quiz waits as long for a server that is away. */
const DRAFTING: Bounds = { ...ANSWERING, startToClose: 20 * MINUTE, scheduleToClose: 30 * MINUTE };
const REMOVING: Bounds = {
  queue: 'core',
  startToClose: HOUR,
  scheduleToClose: 30 * DAY,
  heartbeat: 15,
  retry: [1, 10 * MINUTE, 0],
};
const SWEEPING: Bounds = { ...CORE, startToClose: 15 * MINUTE, scheduleToClose: 20 * MINUTE, heartbeat: 15 };
const SETTLING: Bounds = { ...CORE, startToClose: 4 * HOUR, scheduleToClose: 8 * HOUR, heartbeat: 15 };
/** Of a daily pass that asks a chat model. */
const SOLVING: Bounds = { ...ANSWERING, startToClose: 4 * HOUR, scheduleToClose: 8 * HOUR };
const PATIENT: Bounds = { ...CORE, scheduleToClose: 30 * DAY };

const TABLE: Record<string, Partial<Record<StepName, Bounds>>> = {
  answerQuestion: {
    claimQuestion: CORE,
    readQuestionImage: { ...READING, startToClose: 15 * MINUTE, scheduleToClose: 15 * MINUTE },
    retrievePassages: ANSWERING,
    draftAnswer: ANSWERING,
    checkAnswer: ANSWERING,
    endRun: CORE,
  },
  exportAccount: {
    claimRun: CORE,
    writeExport: { ...READING, startToClose: HOUR },
    finishExport: CORE,
    endExport: CORE,
  },
  sendMail: {
    claimRun: CORE,
    deliverMail: {
      queue: 'mail',
      startToClose: 2 * MINUTE,
      scheduleToClose: DAY,
      heartbeat: 15,
      retry: [2, 10 * MINUTE, 0],
    },
    endRun: CORE,
  },
  reembedMaterial: { claimRun: CORE, embedBeside: EMBEDDING, swapModel: CORE, endRun: CORE },
  buildGuide: {
    claimRun: CORE,
    draftGuide: EMBEDDING,
    writeGuide: { ...EMBEDDING, scheduleToClose: HOUR },
    storeGuide: CORE,
    endRun: CORE,
  },
  ingestMaterial: {
    claimRun: CORE,
    probeMaterial: READING,
    readPages: READING,
    chunkMaterial: CORE,
    embedChunks: EMBEDDING,
    finishMaterial: CORE,
    endRun: CORE,
  },
  deleteMaterial: { deleteMaterialObjects: PATIENT, deleteMaterialRows: PATIENT },
  eraseAccount: {
    claimErasure: { ...PATIENT, retry: [1, 10 * MINUTE, 0] },
    beginErasure: { ...PATIENT, retry: [1, 10 * MINUTE, 0] },
    removeRuns: REMOVING,
    removeFiles: REMOVING,
    removeRows: REMOVING,
    finishErasure: { ...PATIENT, retry: [1, 10 * MINUTE, 0] },
  },
  closeStudySession: { wakeStudySession: CORE },
  generateQuiz: {
    claimRun: CORE,
    pickQuizQuestions: CORE,
    draftQuestions: DRAFTING,
    checkQuestions: DRAFTING,
    storeQuiz: CORE,
    endRun: CORE,
  },
  timeQuizAttempt: { wakeQuizAttempt: CORE },
  indexLessons: {
    claimRun: CORE,
    cutLessons: EMBEDDING,
    embedLessons: EMBEDDING,
    finishLessonIndex: CORE,
    endRun: CORE,
  },
  keepStreak: { wakeStreak: CORE },
  reconcile: { reconcileRows: { ...CORE, startToClose: 5 * MINUTE, scheduleToClose: 10 * MINUTE } },
  sweep: { sweepRows: SWEEPING, sweepFiles: SWEEPING },
  trainWeights: { trainWeights: { ...READING, startToClose: 2 * HOUR, scheduleToClose: 2 * DAY } },
  retireQuestions: { judgeQuestions: SETTLING, solveReported: SOLVING, correctRetired: SETTLING },
  settleStreaks: { settleStreaks: SETTLING, backfillAchievements: SETTLING },
  endLeagueWeeks: { endLeagueWeeks: SETTLING, tellPromotions: SETTLING },
  recommendationsTick: { listRecommendationShards: { ...CORE, scheduleToClose: 30 * MINUTE } },
  flagAnomalies: { flagAnomalies: SETTLING },
  leaderboardTick: {
    planBoards: { ...CORE, scheduleToClose: 30 * MINUTE },
    dropOldBoards: { ...CORE, scheduleToClose: 30 * MINUTE },
  },
  leaderboardRun: { openBoards: CORE, makeBoards: { ...CORE, startToClose: 20 * MINUTE, heartbeat: 15 } },
  recommendationsRun: { makeRecommendations: { ...CORE, startToClose: 10 * MINUTE, heartbeat: 15 } },
};

/** In each flow the step whose failure makes it write an end. */
const FAILS: Record<string, StepName> = {
  answerQuestion: 'checkAnswer',
  exportAccount: 'writeExport',
  sendMail: 'deliverMail',
  generateQuiz: 'storeQuiz',
  reembedMaterial: 'embedBeside',
  buildGuide: 'draftGuide',
  indexLessons: 'embedLessons',
  ingestMaterial: 'probeMaterial',
};

const timeSkipping = useTimeSkipping();

interface Scheduled {
  activityType: { name: string };
  taskQueue: { name: string };
  startToCloseTimeout: string;
  scheduleToCloseTimeout: string;
  heartbeatTimeout?: string;
  retryPolicy: {
    initialInterval: string;
    maximumInterval: string;
    backoffCoefficient: number;
    maximumAttempts?: number;
  };
}

/** Every step that a run scheduled, as its history has it. */
async function scheduledIn<W extends Workflow>(flow: Flow<W>, steps: object): Promise<[string, Scheduled][]> {
  return timeSkipping.withSteps(steps, async (start) => {
    const run = await start(flow);
    await run.result().catch(() => {});
    const { events } = JSON.parse(historyToJSON(await run.fetchHistory())) as {
      events: { activityTaskScheduledEventAttributes?: Scheduled }[];
    };
    return events.flatMap(({ activityTaskScheduledEventAttributes: one }) =>
      one ? [[one.activityType.name, one]] : [],
    );
  });
}

const seconds = (duration: string | undefined): number => Number(duration?.replace(/s$/, '') ?? 0);

/** A bound that is what earlier steps left of a time that is shared is told to the minute: what they took is not looked at. */
const wholeMinutes = (time: number): number => (Number.isInteger(time) ? time : Math.round(time / MINUTE) * MINUTE);

function boundsOf({ taskQueue, retryPolicy, ...timeouts }: Scheduled): Bounds & { backoff: number } {
  return {
    queue: taskQueue.name.split('-').at(-1) as Queue,
    startToClose: wholeMinutes(seconds(timeouts.startToCloseTimeout)),
    scheduleToClose: wholeMinutes(seconds(timeouts.scheduleToCloseTimeout)),
    heartbeat: seconds(timeouts.heartbeatTimeout) || null,
    retry: [
      seconds(retryPolicy.initialInterval),
      seconds(retryPolicy.maximumInterval),
      retryPolicy.maximumAttempts ?? 0,
    ],
    backoff: retryPolicy.backoffCoefficient,
  };
}

const flowOf = (type: string): Flow<Workflow> => {
  const input = { id: crypto.randomUUID(), userId: null, runNo: 1 };
  return { type, workflowId: `${type}:${input.id}:1`, input };
};

describe('the bounds of steps', () => {
  test.each(Object.keys(TABLE))('are those of the table for every step of %s', async (type) => {
    const scheduled = await scheduledIn(flowOf(type), STEP_STUBS);
    const fails = FAILS[type];
    if (fails) {
      const failing = async () => {
        throw failure('Corrupt');
      };
      scheduled.push(...(await scheduledIn(flowOf(type), { ...STEP_STUBS, [fails]: failing })));
    }
    const expected = TABLE[type] ?? {};
    expect(new Set(scheduled.map(([name]) => name))).toEqual(new Set(Object.keys(expected)));
    for (const [name, step] of scheduled) {
      expect({ name, ...boundsOf(step) }).toEqual({ name, ...expected[name as StepName], backoff: 2 });
    }
  });

  test('the table knows every step that the worker registers', () => {
    const known = Object.values(TABLE).flatMap(Object.keys);
    expect(new Set(known)).toEqual(new Set(Object.keys(STEP_STUBS)));
  });

  describe('of an answer', () => {
    /** Seconds that drafting is given when retrieving took so many minutes. */
    const leftAfter = async (minutes: number): Promise<number> => {
      let tries = 0;
      const retrievePassages = async () => {
        if (++tries === 1) throw failure('AiRateLimited', minutes * 60_000);
        return { chunkIds: [] };
      };
      const steps = { ...STEP_STUBS, claimQuestion: async () => ({ hasImage: false }), retrievePassages };
      const flow: Flow<typeof answerQuestion> = flowOf('answerQuestion') as Flow<typeof answerQuestion>;
      const draft = (await scheduledIn(flow, steps)).find(([name]) => name === 'draftAnswer')?.[1];
      return seconds(draft?.scheduleToCloseTimeout);
    };

    test('a later step has what the earlier ones have left', async () => {
      const left = await leftAfter(5);
      expect(left).toBeLessThanOrEqual(10 * MINUTE);
      expect(left).toBeGreaterThan(9 * MINUTE);
    });

    test('and five minutes however late it is', async () => {
      expect(await leftAfter(14.5)).toBe(5 * MINUTE);
    });
  });
});
