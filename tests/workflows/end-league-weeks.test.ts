import { beforeEach, describe, expect, test } from '@jest/globals';
import { addDays } from '../../domain/game/calendar-day.js';
import { weekOf } from '../../domain/social/weeks.js';
import { endLeagueWeeks as endWeeks } from '../../services/leagues/end-league-weeks.js';
import { tellPromotions as tell } from '../../services/leagues/tell-promotions.js';
import type { endLeagueWeeks } from '../../workflows/end-league-weeks/workflow.js';
import { buildCompetitors, earn, letWeekPass } from '../support/leagues.js';
import { useTestServices } from '../support/test-services.js';
import { type Flow, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();
const services = useTestServices();
beforeEach(() => services.db('league_members').delete());

const newRun = (): Flow<typeof endLeagueWeeks> => ({
  type: 'endLeagueWeeks',
  workflowId: `league-weeks:${crypto.randomUUID()}`,
  input: undefined as never,
});
const never = new AbortController().signal;

/** The services themselves. */
const STEPS = {
  endLeagueWeeks: () => endWeeks(services, { report: () => {} }, never),
  tellPromotions: () => tell(services, { report: () => {} }, never),
};

describe('two weeks without Temporal', () => {
  test('lose no week: leagues go on by those who earn, and one look counts the rest', async () => {
    const ids = await buildCompetitors(services.db, 4);
    const [busy = '', idle = ''] = ids;
    for (const [index, id] of ids.entries()) await earn(services, id, 40 - index);
    await letWeekPass(services.db);
    // Only one goes on: the week is counted by them, and that after it by nobody.
    await earn(services, busy, 10);
    await letWeekPass(services.db);
    const { outcome } = await timeSkipping.run(newRun(), STEPS);
    expect(outcome).toEqual({ cohorts: 1, failed: 0, told: 4 });
    const weeks = (userId: string) => services.db('league_members').where({ userId }).orderBy('week');
    const [before, last] = [addDays(weekOf(services.clock()), -14), addDays(weekOf(services.clock()), -7)];
    expect(await weeks(busy)).toMatchObject([
      { week: before, tier: 1, rank: 1, outcome: 'up' },
      { week: last, tier: 2, rank: 1, outcome: 'up' },
    ]);
    expect(await weeks(idle)).toMatchObject([{ week: before, rank: 2, outcome: 'up' }]);
    const again = await timeSkipping.run(newRun(), STEPS);
    expect(again.outcome).toEqual({ cohorts: 0, failed: 0, told: 0 });
  });
});

describe('endLeagueWeeks', () => {
  test('goes on after a step that was lost, and says what it has done', async () => {
    let calls = 0;
    const steps = {
      endLeagueWeeks: async () => {
        calls += 1;
        if (calls === 1) throw failure('Unexpected');
        return { cohorts: 7, failed: 1 };
      },
      tellPromotions: async () => 5,
    };
    await timeSkipping.withSteps(steps, async (start) => {
      const run = await start(newRun());
      expect(await run.result()).toEqual({ cohorts: 7, failed: 1, told: 5 });
      expect(await run.query('__temporal_workflow_metadata')).toMatchObject({
        currentDetails: 'Counted 7 cohorts; 1 failed. Told 5 students that they went up.',
      });
    });
  });
});
