import { describe, expect, test } from '@jest/globals';
import { isWorkDegraded, workStates } from '../../domain/work-states.js';

const polled = { pollers: 1 };
const running = { paused: false, isLate: false };
const well = { temporal: { queues: [polled, polled], schedules: [running, running] }, aiFailingSince: null };

describe('work', () => {
  test('is well where all queues are polled, schedules run, and calls to AI servers succeed', () => {
    expect(workStates(well)).toEqual({ worker: 'polled', schedules: 'running', ai: 'working' });
    expect(isWorkDegraded(workStates(well))).toBe(false);
  });

  test.each([
    ['one queue is silent', { queues: [polled, { pollers: 0 }], schedules: [running] }, { worker: 'silent' }],
    [
      'a schedule is late',
      { queues: [polled], schedules: [running, { ...running, isLate: true }] },
      { schedules: 'late' },
    ],
    [
      'a schedule is paused, and so late',
      {
        queues: [polled],
        schedules: [
          { ...running, isLate: true },
          { paused: true, isLate: true },
        ],
      },
      { schedules: 'paused' },
    ],
  ])('is degraded where %s', (_, temporal, told) => {
    const states = workStates({ ...well, temporal });
    expect(states).toMatchObject(told);
    expect(isWorkDegraded(states)).toBe(true);
  });

  test('is degraded while calls to AI servers fail, and tells since when', () => {
    const states = workStates({ ...well, aiFailingSince: new Date('2026-03-01T12:00:00Z') });
    expect(states.ai).toBe('failing since 2026-03-01T12:00:00.000Z');
    expect(isWorkDegraded(states)).toBe(true);
  });

  test('is unknown where an engine does not tell, for which nothing is degraded by itself', () => {
    const states = workStates({ temporal: undefined, aiFailingSince: undefined });
    expect(states).toEqual({ worker: 'unknown', schedules: 'unknown', ai: 'unknown' });
    expect(isWorkDegraded(states)).toBe(false);
  });
});
