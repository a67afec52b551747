import type { Client, IntervalSpecDescription } from '@temporalio/client';
import { eventually } from './eventually.js';
import type { TestApp } from './test-app.js';

/**
 * Lets a schedule run now, once the app's worker has made it.
 * @returns the id of the run, and how often there is one otherwise
 */
export async function runSchedule(
  { config }: Pick<TestApp, 'config'>,
  client: Client,
  name: string,
): Promise<{ workflowId: string; intervals: IntervalSpecDescription[] | undefined }> {
  const schedule = client.schedule.getHandle(`${config.TASK_QUEUE_PREFIX}${name}`);
  const { info, spec } = await eventually(() => schedule.describe().catch(() => undefined));
  await schedule.trigger();
  const pass = await eventually(async () => (await schedule.describe()).info.recentActions[info.recentActions.length]);
  return { workflowId: pass.action.workflow.workflowId, intervals: spec.intervals };
}
