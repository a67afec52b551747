import type { Config } from '../config.js';
import type { Children } from '../stack/children.js';
import type { PortMap } from '../stack/ports.js';

/** What a benchmark is given: engines of its own, started and empty but for the schema. */
export interface Bench {
  /** For child processes: the engines' addresses, and no setting of the product that the caller's shell holds. */
  env: NodeJS.ProcessEnv;
  /** The same, parsed. */
  config: Config;
  ports: PortMap;
  /** Whatever is started through it ends with the benchmark. */
  children: Children;
  /** A quicker run with fewer samples, for CI. */
  isShort: boolean;
  /** Whether nothing but ratios is asked for. */
  isCheck: boolean;
  /** A longer run over more, where a benchmark has one. */
  isFull: boolean;
  /** Measures the part that constants were not chosen by, where a benchmark has one. */
  isHeldOut: boolean;
  /** Tells what is under way. */
  say(line: string): void;
}

/** Numbers with names, as they go into the JSON line. */
export interface Figures extends Record<string, unknown> {
  /** Whether every ratio meets its target, where a benchmark has some: this alone may fail a check, never a time. */
  withinRatios?: boolean;
}

/** How far a ratio of the short form may be from its target, whose rounds are few and short. */
export const slackOf = ({ isShort }: Pick<Bench, 'isShort'>): number => (isShort ? 1.25 : 1);

export interface Benchmark {
  /** One line for the list of benchmarks. */
  about: string;
  /** Measures, prints its table and gives what the JSON line says. */
  run(bench: Bench): Promise<Figures>;
}
