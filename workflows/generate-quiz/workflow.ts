import { ActivityFailure, isCancellation, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { QuizActivities } from '../../activities/quizzes.js';
import { MAX_ROUNDS } from '../../domain/quizzes/generation/quiz-draft.js';
import type { Run, RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, failureTypeOf, runFlow, type Stopped } from '../run-flow.js';

/** How long a chat model may be away in one step; then the quiz is of what there is. */
const PATIENCE = { scheduleToCloseTimeout: '30 minutes' } as const;

/** Makes a quiz of written questions, and where these are too few, of drafts that pass every check. */
export async function generateQuiz({ id, runNo }: RunInput): Promise<'ready' | Stopped> {
  const run = { id, runNo };
  const { pickQuizQuestions, storeQuiz } = proxyActivities<QuizActivities>(activityOptions('core'));

  const body = async () => {
    await claimRow('generateQuiz', run);
    setCurrentDetails('Picking its questions.');
    const picked = await pickQuizQuestions.executeWithOptions({ summary: 'Pick the questions' }, [run]);
    if (picked === 'drafting') {
      const failure = await draftUntilEnough(run).catch(orUseWhatThereIs);
      setCurrentDetails('Storing its questions.');
      await storeQuiz
        .executeWithOptions({ summary: 'Hold quotes against their pages, and store' }, [run])
        .catch((error: unknown) => {
          // What stopped the drafting is why there are too few.
          throw failure && failureTypeOf(error) === 'TooFewQuestions' ? failure : error;
        });
    }
    setCurrentDetails('Finished: the quiz can be started.');
    return 'ready' as const;
  };

  return runFlow(body, (end) => endRow('generateQuiz', run, end));
}

async function draftUntilEnough(run: Run): Promise<void> {
  const { draftQuestions, checkQuestions } = proxyActivities<QuizActivities>(activityOptions('ai', PATIENCE));
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    setCurrentDetails(`Drafting questions, round ${round} of ${MAX_ROUNDS} at most.`);
    await draftQuestions.executeWithOptions({ summary: `Draft, round ${round}` }, [{ ...run, round }]);
    setCurrentDetails('Checking the drafts.');
    if ((await checkQuestions.executeWithOptions({ summary: 'Check the drafts' }, [run])) === 'enough') return;
  }
}

/** @throws what says that there is nothing to go on with */
function orUseWhatThereIs(error: unknown): ActivityFailure {
  const isOver = isCancellation(error) || failureTypeOf(error) === 'Superseded';
  if (isOver || !(error instanceof ActivityFailure)) throw error;
  return error;
}
