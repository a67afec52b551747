import { checkAfter } from '../runs/run-start.js';

/** The release of the time-zone data of this process; null where it has none of its own. */
export const zoneData: string | null = process.versions.tz ?? null;

/** The columns of a streak that is to be looked at then; by the time-zone data of this process. */
export const wakeUpColumns = (wakeAt: Date) => ({ wakeAt, nextCheckAt: checkAfter(wakeAt), zoneData });
