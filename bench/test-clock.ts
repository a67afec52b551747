/** A clock of its own, which stands still until a real instant and then goes faster than the real one. */
export interface TestClock {
  now(): Date;
  /** When it will show an instant. */
  realTimeOf(instant: Date): Date;
}

/**
 * Makes one. When it starts must be known before: sleepers are told when to wake.
 * @param startsAt in ms since 1970, like Date.now
 */
export function testClock(begin: Date, speed: number, startsAt: number): TestClock {
  return {
    now: () => new Date(begin.getTime() + Math.max(0, Date.now() - startsAt) * speed),
    realTimeOf: (instant) => new Date(startsAt + (instant.getTime() - begin.getTime()) / speed),
  };
}
