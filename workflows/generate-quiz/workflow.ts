import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { QuizActivities } from '../../activities/quizzes.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, runFlow, type Stopped } from '../run-flow.js';

/** Makes a quiz of the questions that are written on its topic. */
export async function generateQuiz({ id, runNo }: RunInput): Promise<'ready' | Stopped> {
  const run = { id, runNo };
  const { pickQuizQuestions } = proxyActivities<QuizActivities>(activityOptions('core'));

  const body = async () => {
    await claimRow('generateQuiz', run);
    setCurrentDetails('Picking its questions.');
    const outcome = await pickQuizQuestions.executeWithOptions({ summary: 'Pick the questions' }, [run]);
    setCurrentDetails('Finished: the quiz can be started.');
    return outcome;
  };

  return runFlow(body, (end) => endRow('generateQuiz', run, end));
}
