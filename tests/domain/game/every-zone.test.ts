import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../../domain/game/calendar-day.js';
import { dayOf, startOfDay } from '../../../domain/game/study-day.js';

const [FIRST, LAST] = [Temporal.Instant.from('2012-01-01T00:00Z'), Temporal.Instant.from('2038-01-01T00:00Z')];
const DAY_STARTS = [0, 1, 2, 3, 4, 5, 6];
const HALF_HOUR_MS = 1_800_000;
/** No clock was put back by more than three hours since 2012. */
const AROUND_MS = 4 * 3_600_000;

/** A change of a zone's clock: when, in ms since 1970, and the offsets of before and from then on. */
type Transition = [at: number, before: number, after: number];

const transitionsOf = (timeZone: string): Transition[] => {
  const found: Transition[] = [];
  let next = FIRST.toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < LAST.epochMilliseconds) {
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds;
    found.push([next.epochMilliseconds, before, next.offsetNanoseconds]);
    next = next.getTimeZoneTransition('next');
  }
  return found;
};

/** The last millisecond before a transition, and each half hour around it. */
const instantsAround = (transition: number): number[] => {
  const steps = Array.from({ length: (2 * AROUND_MS) / HALF_HOUR_MS + 1 }, (_, step) => step * HALF_HOUR_MS);
  return [...steps.map((step) => transition - AROUND_MS + step), transition - 1].sort((a, b) => a - b);
};

/** What a clock on the wall shows, by the library that does not tell the labels. */
const wallClock = (timeZone: string, instant: number) => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return { date: zoned.toPlainDate().toString(), hour: zoned.hour };
};

/** @returns what is wrong around one transition */
function faultsAround(timeZone: string, transition: number): string[] {
  const instants = instantsAround(transition);
  const clocks = instants.map((instant) => wallClock(timeZone, instant));
  return DAY_STARTS.flatMap((dayStartsAt) => {
    const rule = { timeZone, dayStartsAt };
    let latest = '';
    return instants.flatMap((instant, index) => {
      const { date, hour } = clocks[index] as (typeof clocks)[number];
      const shown = hour < dayStartsAt ? addDays(date, -1) : date;
      if (shown > latest) latest = shown;
      const day = dayOf(rule, new Date(instant));
      const [start, end] = [startOfDay(rule, day).getTime(), startOfDay(rule, addDays(day, 1)).getTime()];
      const isRight = day === latest && start <= instant && instant < end && dayOf(rule, new Date(start - 1)) < day;
      return isRight ? [] : [`${timeZone} at ${dayStartsAt}: ${new Date(instant).toISOString()} is on ${day}`];
    });
  });
}

describe('in every zone, around every change of its clock from 2012 to 2037', () => {
  test('an instant is on one study day: the latest that the clock has shown, within its bounds', () => {
    const zones = Intl.supportedValuesOf('timeZone').map((timeZone) => ({
      timeZone,
      transitions: transitionsOf(timeZone),
    }));
    // Of a zone nothing but its offsets is used: one stands for those that have had the same, or EVERY_ZONE=1 takes each.
    const histories = new Map(
      zones.map(({ timeZone, transitions }) => [
        process.env.EVERY_ZONE ? timeZone : String(transitions),
        { timeZone, transitions },
      ]),
    );
    const faults = [...histories.values()].flatMap(({ timeZone, transitions }) =>
      transitions.flatMap(([at]) => faultsAround(timeZone, at)),
    );
    expect(faults).toEqual([]);
    expect(zones.length).toBeGreaterThan(400);
    expect(zones.flatMap(({ transitions }) => transitions).length).toBeGreaterThan(6000);
    expect(histories.size).toBeGreaterThan(80);
  });
});
