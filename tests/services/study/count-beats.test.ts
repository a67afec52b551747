import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StudySession } from '../../../db/models/study-session.js';
import { countGap } from '../../../domain/learning/study/count-gap.js';
import { closesAt } from '../../../domain/learning/study/study-time.js';
import type { StudyPlan } from '../../../services/study/start-study.js';
import { useTestServices } from '../../support/test-services.js';
import { MINUTE, useStudy } from './use-study.js';

const services = useTestServices();
const { state, aCaller, wait, start, beat, rowOf } = useStudy(services);

test('a beat in SQL counts what the rule counts', async () => {
  const beats = fc.array(fc.record({ wait: fc.integer({ min: -MINUTE, max: 4 * MINUTE }), onBreak: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  });
  const plans = fc.constantFrom<StudyPlan>({ mode: 'free' }, { mode: 'block', plannedMinutes: 10 });
  await fc.assert(
    fc.asyncProperty(plans, beats, fc.integer({ min: 0, max: 20 * MINUTE }), async (plan, list, dayLeft) => {
      state.caller = await aCaller();
      let row = await rowOf(await start(plan));
      const dayEndsAt = new Date(state.now + dayLeft);
      await services.db('study_sessions').where({ id: row.id }).update({ dayEndsAt });
      row = { ...row, dayEndsAt } as StudySession;
      for (const one of list) {
        wait(one.wait);
        if (row.closesAt === null || row.closesAt.getTime() <= state.now) break;
        const lastBeatAt = new Date(Math.max(row.lastBeatAt.getTime(), state.now));
        const expected = {
          ...row,
          ...countGap(row, new Date(state.now)),
          lastBeatAt,
          onBreak: one.onBreak,
        } as StudySession;
        const { updatedAt: _, ...counted } = { ...expected, closesAt: closesAt(expected) };
        await beat(one.onBreak);
        row = await rowOf(row.id);
        expect(row).toMatchObject(counted);
      }
    }),
    { numRuns: 40 },
  );
});
