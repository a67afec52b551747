import { continueAsNew, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ReviewActivities } from '../../activities/reviews.js';
import { activityOptions } from '../activity-options.js';
import type { TrainedStudents } from './messages.js';

/** Steps of one execution, so that its history stays short however many students there are. */
const STEPS = 100;

/**
 * The monthly training of the weights by which reviews are scheduled, some hundred students a step. The next comes by
 * schedule.
 * @param from what was done by the executions before
 */
export async function trainWeights(from?: TrainedStudents): Promise<TrainedStudents> {
  const steps = proxyActivities<ReviewActivities>(
    activityOptions('ingestion', { startToCloseTimeout: '2 hours', scheduleToCloseTimeout: '2 days' }),
  );
  let done: TrainedStudents = from ?? { personal: 0, usual: 0, failed: 0, next: null };
  for (let step = 0; step < STEPS; step += 1) {
    setCurrentDetails(`Training weights. So far ${tell(done)}.`);
    const trained = await steps.trainWeights.executeWithOptions({ summary: 'Train the weights of some students' }, [
      { after: done.next },
    ]);
    done = {
      personal: done.personal + trained.personal,
      usual: done.usual + trained.usual,
      failed: done.failed + trained.failed,
      next: trained.next,
    };
    if (done.next === null) {
      setCurrentDetails(`Trained weights: ${tell(done)}.`);
      return done;
    }
  }
  return continueAsNew<typeof trainWeights>(done);
}

const tell = ({ personal, usual, failed }: TrainedStudents): string =>
  `${personal} students have weights of their own, ${usual} the default ones, ${failed} failed`;
