import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CALM, isShed, nextLevel, type Work } from '../domain/load-level.js';
import type { Log } from '../services/shared/ports.js';

/** Something that grows when more is asked of the process than it can do. */
export interface Strain {
  /** As it stands in metrics and logs. */
  name: string;
  /** In milliseconds; asked for at every look. */
  measure(): number;
  /** Above which it is too much. */
  limitMs: number;
  stop?(): void;
}

/** How much more is asked of this process than it can do. */
export interface Load {
  /** 0 and less: all is served; each whole number above is one more kind of work that is refused. */
  level(): number;
  /** Counts a piece of work. @returns what it is refused for; undefined where it is to be done */
  refuses(work: Work): string | undefined;
  /** Pieces of work that were refused, by work and reason, separated by a space. */
  readonly refused: ReadonlyMap<string, number>;
  stop(): void;
}

const LOOK_MS = 250;

/** Looks four times a second at what strains the process. */
export function watchLoad(strains: readonly Strain[], log: Log): Load {
  const refused = new Map<string, number>();
  let level = CALM;
  let reason = '';

  const look = () => {
    const before = level;
    const looks = strains.map(({ name, measure, limitMs }) => ({ name, strain: measure() / limitMs }));
    const worst = looks.reduce((a, b) => (b.strain > a.strain ? b : a));
    if (worst.strain > 1) reason = worst.name;
    level = nextLevel(level, worst.strain);
    if (before <= 0 && level > 0) log.warn({ reason }, 'too much is asked; some work is refused');
    if (before > 0 && level <= 0) log.warn({ reason }, 'all work is done again');
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();

  return {
    refused,
    level: () => level,
    refuses(work) {
      if (level <= 0 || !isShed(level, work, Math.random())) return undefined;
      const kind = `${work} ${reason}`;
      refused.set(kind, (refused.get(kind) ?? 0) + 1);
      return reason;
    },
    stop() {
      clearInterval(timer);
      for (const strain of strains) strain.stop?.();
    },
  };
}

/** How often the delay of the event loop is measured, in milliseconds. */
const RESOLUTION_MS = 20;

/** The mean delay of the event loop since the last look: how late it comes to what is due. */
export function eventLoopDelay(limitMs: number): Strain {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return {
    name: 'event-loop',
    limitMs,
    stop: () => void delays.disable(),
    measure() {
      const mean = delays.count === 0 ? 0 : delays.mean / 1e6;
      delays.reset();
      return Math.max(mean - RESOLUTION_MS, 0);
    },
  };
}
