/** How the system's work stands, beside the engines it stands on; `unknown` where nobody could be asked. */
export interface WorkStates {
  /** `silent` where a queue has no worker that asks for its tasks. */
  worker: 'polled' | 'silent' | 'unknown';
  schedules: 'running' | 'paused' | 'late' | 'unknown';
  /** `working`, or `failing since` a moment, ISO 8601. */
  ai: string;
}

interface Facts {
  /** Undefined where Temporal did not tell. */
  temporal: { queues: { pollers: number }[]; schedules: { paused: boolean; isLate: boolean }[] } | undefined;
  /** Undefined where Postgres did not tell; null where calls to AI servers succeed, or none is made. */
  aiFailingSince: Date | null | undefined;
}

/** Tells how work stands by what Temporal and Postgres know. */
export const workStates = ({ temporal, aiFailingSince }: Facts): WorkStates => ({
  worker: temporal ? (temporal.queues.every(({ pollers }) => pollers > 0) ? 'polled' : 'silent') : 'unknown',
  schedules: temporal ? schedulesState(temporal.schedules) : 'unknown',
  ai: aiState(aiFailingSince),
});

/** A pause is somebody's doing, of which lateness follows. */
function schedulesState(schedules: { paused: boolean; isLate: boolean }[]): WorkStates['schedules'] {
  if (schedules.some(({ paused }) => paused)) return 'paused';
  return schedules.some(({ isLate }) => isLate) ? 'late' : 'running';
}

function aiState(failingSince: Date | null | undefined): string {
  if (failingSince === undefined) return 'unknown';
  return failingSince === null ? 'working' : `failing since ${failingSince.toISOString()}`;
}

/** Whether something is wrong that somebody should look at; of what is unknown its engine tells. */
export const isWorkDegraded = ({ worker, schedules, ai }: WorkStates): boolean =>
  worker === 'silent' || schedules === 'paused' || schedules === 'late' || ai.startsWith('failing');
