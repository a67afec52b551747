import { describe, expect, test } from '@jest/globals';
import { default_w } from 'ts-fsrs';
import { GRADES, scheduleFor } from '../../../../domain/learning/reviews/schedule.js';

/** The first four weights are the stabilities after a first review, by its grade. */
const withFirst = (stabilities: readonly number[]) => [...stabilities, ...default_w.slice(4)];

describe('own weights', () => {
  test('make the memory after a first review', () => {
    const schedule = scheduleFor(0.9, withFirst([1, 2, 20, 40]));
    expect(GRADES.map((grade) => schedule.nextMemory(null, 0, grade).stability)).toEqual([1, 2, 20, 40]);
    expect(GRADES.map((grade) => schedule.nextInterval(null, 0, grade))).toEqual([1, 2, 20, 40]);
  });

  test('by which a better grade would come sooner still let it come later', () => {
    const schedule = scheduleFor(0.9, withFirst([10, 3, 2, 1]));
    expect(GRADES.map((grade) => schedule.nextInterval(null, 0, grade))).toEqual([3, 4, 5, 6]);
  });

  test('leave nothing to chance, in long intervals either', () => {
    const schedules = Array.from({ length: 20 }, () => scheduleFor(0.9, [...default_w]));
    const memory = { stability: 500, difficulty: 3 };
    const days = schedules.map((schedule) => schedule.nextInterval(memory, 68, 'good'));
    expect(days).toEqual(Array(20).fill(642));
  });
});

describe('a schedule', () => {
  test('is kept for a retention, and for each student’s weights', () => {
    expect(scheduleFor(0.9)).toBe(scheduleFor(0.9));
    const weights = [...default_w];
    expect(scheduleFor(0.9, weights)).toBe(scheduleFor(0.9, weights));
    expect(scheduleFor(0.85, weights)).not.toBe(scheduleFor(0.9, weights));
    expect(scheduleFor(0.9, [...default_w])).not.toBe(scheduleFor(0.9, weights));
  });

  test('is kept for a hundred retentions, so that no client fills the memory', () => {
    const weights = [...default_w];
    const retentions = Array.from({ length: 102 }, (_, at) => 0.8 + at / 1_000);
    const first = retentions.map((retention) => scheduleFor(retention, weights));
    const isKept = retentions.map((retention, at) => scheduleFor(retention, weights) === first[at]);
    expect(isKept).toEqual([...Array(100).fill(true), false, false]);
  });
});
