import { continueAsNew, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { RecommendationActivities } from '../../activities/recommendations.js';
import { activityOptions } from '../activity-options.js';
import type { ShardInput, ShardProgress } from './messages.js';

/** Calls of one execution; then it continues as new, so that no history grows with the number of students. */
const MAX_CALLS = 50;

/** Makes the recommendations of a shard. How far it is stands in its row, so that another run goes on from there. */
export async function recommendationsRun({ day, shard }: ShardInput): Promise<ShardProgress> {
  const { makeRecommendations } = proxyActivities<RecommendationActivities>(
    activityOptions('core', { startToCloseTimeout: '10 minutes', heartbeatTimeout: '15 seconds' }),
  );
  const name = `${day}, hour ${shard}`;
  setCurrentDetails(`Making recommendations of ${name}.`);
  for (let call = 0; call < MAX_CALLS; call += 1) {
    const progress = await makeRecommendations.executeWithOptions({ summary: 'Make the next recommendations' }, [
      { day, shard },
    ]);
    const { students, isDone } = progress;
    setCurrentDetails(`${isDone ? 'Made' : 'Making'} recommendations of ${name}: ${students} students so far.`);
    if (isDone) return progress;
  }
  return continueAsNew<(input: ShardInput) => Promise<never>>({ day, shard });
}
