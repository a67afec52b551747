import { codeOf } from '../lib/engine-faults.js';
import { errorFrames, type Frame } from '../lib/error-location.js';

/** The ids and fixed words by which a fault is found in logs and in Temporal. */
export interface FaultIds {
  requestId?: string | undefined;
  /** The route's pattern. */
  route?: string | undefined;
  workflowId?: string | undefined;
  runId?: string | undefined;
  activityId?: string | undefined;
  /** Of the activity or the workflow. */
  type?: string | undefined;
  attempt?: number | undefined;
  failure?: string | undefined;
}

/** What somebody who runs the system should look at. */
export interface Fault {
  /** In fixed words. */
  what: string;
  /** What was thrown: its name, code and place are told, never its message or its cause. */
  error?: unknown;
  ids: FaultIds;
  /** Of faults with one key, a process tells the first. */
  once?: string;
}

/** Tells of faults; never waits and never throws. */
export interface FaultReports {
  report(fault: Fault): void;
}

/** What of a fault may leave the system. */
export interface FaultFacts {
  what: string;
  name: string;
  code?: string;
  /** The innermost call first. */
  frames: Frame[];
  ids: Record<string, string>;
}

const IDS = ['requestId', 'route', 'workflowId', 'runId', 'activityId', 'type', 'attempt', 'failure'] as const;

/** How ids, route patterns and words of ours are written; texts have spaces, addresses an @. */
const ID = /^[\w:./{}-]{1,200}$/;
const NAME = /^[A-Za-z_$][\w$]{0,60}$/;
/** SQLSTATEs, and codes of Node and of libraries. */
const CODE = /^[A-Z0-9_]{2,40}$/;

/** The facts of a fault: what is not listed here stays inside, whatever an error carries. */
export function factsOf({ what, error, ids }: Fault): FaultFacts {
  const { name } = (error ?? {}) as { name?: unknown };
  const code = codeOf(error);
  const known = IDS.map((key) => [key, String(ids[key] ?? '')] as const).filter(([, value]) => ID.test(value));
  return {
    what,
    name: typeof name === 'string' && NAME.test(name) ? name : 'Fault',
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    frames: errorFrames(error),
    ids: Object.fromEntries(known),
  };
}
