import { FLOW_NAMES, FLOWS } from '../runs/flows.js';

/** A search in Temporal's UI, for support. */
export interface Search {
  what: string;
  query: string;
}

const MINUTE_MS = 60_000;

const quoted = (time: Date): string => `'${time.toISOString()}'`;

const LONG_LIVED = FLOW_NAMES.filter((flow) => FLOWS[flow].livesLong).map((flow) => `'${flow}'`);

/** What support looks for every day, at a moment: Temporal's queries know no "now". */
export function supportSearches(now: Date): Search[] {
  const today = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`);
  const tenMinutesAgo = new Date(now.getTime() - 10 * MINUTE_MS);
  return [
    {
      what: 'failed or ended by hand today',
      query: `ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut') AND CloseTime >= ${quoted(today)}`,
    },
    {
      what: 'running for over ten minutes',
      query: `ExecutionStatus = 'Running' AND StartTime < ${quoted(tenMinutesAgo)} AND Flow NOT IN (${LONG_LIVED.join(', ')})`,
    },
    { what: 'erasures in their time of grace', query: "Flow = 'eraseAccount' AND ExecutionStatus = 'Running'" },
    { what: 'passes of the reconciler that repaired something', query: "Flow = 'reconcile' AND Outcome = 'repaired'" },
    { what: 'failed since the AI server was away', query: "Failure IN ('ai-unavailable', 'ai-rate-limited')" },
    {
      what: 'failed since an engine was away',
      query: "Failure IN ('database-unavailable', 'storage-unavailable', 'engine-unavailable')",
    },
    { what: 'mails that did not go out', query: "Flow = 'sendMail' AND Outcome = 'failed'" },
  ];
}
