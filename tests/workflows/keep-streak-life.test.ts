import { expect, test } from '@jest/globals';
import { addDays } from '../../domain/game/calendar-day.js';
import { replay } from '../../domain/game/streak/settle.js';
import { boundsOf, dayAt, type StudyCalendar } from '../../domain/game/study-calendar.js';
import type { Run } from '../../domain/runs/flows.js';
import { type Activity, creditActivity } from '../../services/game/credit-activity.js';
import { wakeStreak } from '../../services/game/wake-streak.js';
import { inTransaction } from '../../services/runs/in-transaction.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';
import { buildPreferences, buildStudent } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';
import { newPrefix, type Start, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();
const services = useTestServices();

const HOUR_MS = 3_600_000;
const ZONE = 'America/New_York';
const CALENDAR: StudyCalendar = [{ from: new Date(0), timeZone: ZONE, dayStartsAt: 4 }];

// The server keeps its histories in memory and cannot be restarted: tests/chaos/streak-timers.test.ts kills a real one.

/** Sixty days: `x` is studied, `-` is not. Freezes are earned and spent, the streak breaks twice and begins anew. */
const LIFE = 'xxxxxxxx-xxxxxxxxxx--xxx-xxxxxxx-----xxxxxxxxxxxxxx---xxx-xx';

test('sixty days of a life are judged as they were, over restarts of the worker, with one warning a missed day', async () => {
  const { id: userId } = await buildStudent(services.db);
  await services.db('user_profiles').where({ userId }).update({ timeZone: ZONE });
  await buildPreferences(services.db, { userId, streakMails: true });
  const firstDay = addDays(dayAt(CALENDAR, await serverNow()), 1);
  const dayOfLife = (index: number) => addDays(firstDay, index);
  let wakeUps = 0;
  const wakeUp = async (run: Run) => {
    wakeUps++;
    return (await wakeStreak(await depsNow(), run))?.toISOString() ?? null;
  };

  const prefix = newPrefix();
  for (let first = 0; first < LIFE.length; first += 7) {
    const week = [...LIFE.slice(first, first + 7)].entries();
    await timeSkipping.withSteps(
      { wakeStreak: wakeUp },
      async (start) => {
        for (const [index, mark] of week) {
          await sleepUntil(dayOfLife(first + index), 8);
          if (mark === 'x') await study(userId, dayOfLife(first + index), start);
        }
      },
      prefix,
    );
  }
  // What the last day did not bring is judged on the one after it.
  const today = dayOfLife(LIFE.length);
  await timeSkipping.withSteps({ wakeStreak: wakeUp }, () => sleepUntil(today, 8), prefix);

  const studied = [...LIFE].flatMap((mark, index) => (mark === 'x' ? [dayOfLife(index)] : []));
  const { state, days } = replay(studied, { calendar: CALENDAR, pauses: [], today });
  const rows = await services.db('streak_days').where({ userId }).orderBy('day').select('day', 'outcome');
  expect(rows).toEqual(days.map(({ day, outcome }) => ({ day, outcome })));
  const outcomes = days.map(({ outcome }) => outcome);
  const missed = outcomes.filter((outcome) => outcome === 'missed').length;
  const frozen = outcomes.filter((outcome) => outcome === 'frozen').length;
  expect(missed).toBeGreaterThanOrEqual(2);
  expect(frozen).toBeGreaterThanOrEqual(3);
  const { wakeAt, ...streak } = await services.db('streaks').where({ id: userId }).first();
  expect(streak).toMatchObject({ ...state, status: 'running', runNo: missed + 1 });
  expect(wakeAt.getTime()).toBeGreaterThan((await serverNow()).getTime());
  const mails = await services.db('mails').where({ userId, kind: 'streak-at-risk' });
  expect(mails).toHaveLength(missed + frozen);
  const freezes = await services.db('notices').where({ userId, kind: 'freeze-spent' });
  expect(freezes.map(({ topic }) => topic).toSorted()).toEqual(
    days.filter(({ outcome }) => outcome === 'frozen').map(({ day }) => day),
  );
  // At its beginning, at each day's warning and, of a day that was not studied by then, at its end.
  expect(wakeUps).toBeLessThanOrEqual(missed + 1 + days.length + frozen + missed + 1);
});

const serverNow = async () => new Date(await timeSkipping.environment.currentTimeMs());

async function depsNow(starter: WorkflowStarter = services.starter) {
  const now = await serverNow();
  return { ...services, starter, clock: () => now };
}

async function sleepUntil(day: string, hours: number): Promise<void> {
  const at = boundsOf(CALENDAR, day).start.getTime() + hours * HOUR_MS;
  await timeSkipping.environment.sleep(Math.max(0, at - (await serverNow()).getTime()));
}

/** Credits a question now; the timer that begins by it is started. */
async function study(userId: string, day: string, startFlow: Start): Promise<void> {
  const deps = await depsNow({
    ...services.starter,
    start: async ({ flow, workflowId, input }) => {
      if (flow === 'keepStreak') await startFlow({ type: flow, workflowId, input });
    },
  });
  const now = deps.clock();
  const activity: Activity = {
    ...{ userId, kind: 'question', cause: `question:${day}`, sourceId: crypto.randomUUID(), points: 15 },
    ...{ at: now, adds: { questionsAnswered: 1 }, topicId: null },
  };
  await inTransaction(deps, (trx, after) => creditActivity(activity, now, after, trx));
}
