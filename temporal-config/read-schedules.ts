import { type Client, ScheduleNotFoundError } from '@temporalio/client';
import { SCHEDULE_NAMES, scheduleId } from './schedules.js';

/** How a schedule stands. */
export interface ScheduleState {
  madeAt: Date;
  /** When it last began a run; undefined before the first. */
  lastRun: Date | undefined;
  nextRun: Date | undefined;
  /** Runs that it never began, since Temporal was away for longer than they may be made up. */
  missed: number;
  /** Runs that it did not begin, since the one before went on. */
  skipped: number;
  paused: boolean;
  /** What it is for; of one that is paused, why it is. */
  note: string;
}

/** The schedules of a deployment by name, without those that no worker has made yet. */
export async function readSchedules(client: Client, prefix: string): Promise<Map<string, ScheduleState>> {
  const read = await Promise.all(
    SCHEDULE_NAMES.map(async (name) => [name, await readOne(client, prefix, name)] as const),
  );
  return new Map(read.flatMap(([name, state]) => (state ? [[name, state]] : [])));
}

async function readOne(client: Client, prefix: string, name: string): Promise<ScheduleState | undefined> {
  try {
    const { info, state } = await client.schedule.getHandle(scheduleId(prefix, name)).describe();
    return {
      madeAt: info.createdAt,
      lastRun: info.recentActions.at(-1)?.takenAt,
      nextRun: info.nextActionTimes[0],
      missed: info.numActionsMissedCatchupWindow,
      skipped: info.numActionsSkippedOverlap,
      paused: state.paused,
      note: state.note ?? '',
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}
