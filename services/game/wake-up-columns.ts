/** How late a timer may be before the reconciler looks for it. */
const LATE_MS = 5 * 60_000;

/** The release of the time-zone data of this process; null where it has none of its own. */
export const zoneData: string | null = process.versions.tz ?? null;

/** The columns of a streak that is to be looked at then; by the time-zone data of this process. */
export const wakeUpColumns = (wakeAt: Date) => ({
  wakeAt,
  nextCheckAt: new Date(wakeAt.getTime() + LATE_MS),
  zoneData,
});
