import { continueAsNew, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { RunInput } from '../domain/runs/flows.js';
import { runFlow, type Stopped } from './run-flow.js';

/** Wake-ups of one execution; then it continues as new, so that no history grows with the years. */
const MAX_WAKE_UPS = 30;

/** The shortest sleep: where the clocks of two servers differ, a deadline that one has passed is to come for the other. */
const MIN_SLEEP_MS = 5_000;

/**
 * The timer of a row with a deadline: looks at the row, sleeps until the deadline that it has then, and looks again.
 * Whoever moves a deadline later writes the row and no more: the timer wakes early, and sleeps again.
 * @param wake looks at the row; gives the next deadline, ISO 8601, or null at the row's end
 */
export function runTimer(input: RunInput, wake: () => Promise<string | null>): Promise<'ended' | Stopped> {
  const body = async () => {
    for (let wakeUps = 0; wakeUps < MAX_WAKE_UPS; wakeUps += 1) {
      setCurrentDetails('Looking at the row.');
      const next = await wake();
      if (next === null) {
        setCurrentDetails('Finished: there is nothing left to wait for.');
        return 'ended' as const;
      }
      setCurrentDetails(`Asleep until ${next}.`);
      await sleep(Math.max(MIN_SLEEP_MS, Date.parse(next) - Date.now()), { summary: 'Until the deadline' });
    }
    return continueAsNew<(input: RunInput) => Promise<never>>(input);
  };

  return runFlow(body, async () => {
    setCurrentDetails('Ended before the end. If the row is still open, the reconciler starts another run.');
  });
}
