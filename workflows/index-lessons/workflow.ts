import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { LessonActivities } from '../../activities/lessons.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, runFlow, type Stopped } from '../run-flow.js';

/** Makes lessons searchable: cuts those whose text has changed, and makes the vectors that are missing. */
export async function indexLessons({ id, runNo }: RunInput): Promise<'ready' | Stopped> {
  const run = { id, runNo };
  const core = proxyActivities<LessonActivities>(activityOptions('core'));
  const embedding = proxyActivities<LessonActivities>(activityOptions('embedding'));

  const body = async () => {
    await claimRow('indexLessons', run);
    do {
      setCurrentDetails('Cutting the lessons that changed into chunks.');
      await embedding.cutLessons.executeWithOptions({ summary: 'Cut into chunks' }, [run]);
      setCurrentDetails('Computing vectors; what has none yet is found by its words.');
      await embedding.embedLessons.executeWithOptions({ summary: 'Embed some hundred chunks' }, [run]);
      // More chunks, and lessons that changed in the middle, come next.
    } while (!(await core.finishLessonIndex.executeWithOptions({ summary: 'Search the new vectors' }, [run])));
    setCurrentDetails('Finished: all lessons are searchable.');
    return 'ready' as const;
  };

  return runFlow(body, (end) => endRow('indexLessons', run, end));
}
