import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { QuestionActivities } from '../../activities/questions.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { endRow, runFlow, type Stopped } from '../run-flow.js';

/** How long an AI server may be away before the question is failed, retryable: all steps together. */
const PATIENCE_MS = 15 * 60_000;
/** What a step is given at least, however late the one before it came through: slow servers write for minutes. */
const MIN_MS = 5 * 60_000;

/** Finds passages for one question, has it answered from them, and stores only what can be checked. */
export async function answerQuestion({ id, runNo }: RunInput): Promise<'answered' | 'abstained' | Stopped> {
  const run = { id, runNo };
  const core = proxyActivities<QuestionActivities>(activityOptions('core'));
  const deadline = Date.now() + PATIENCE_MS;
  const inTime = (queue: 'ingestion' | 'ai') => {
    const scheduleToCloseTimeout = Math.max(deadline - Date.now(), MIN_MS);
    const options = { startToCloseTimeout: '15 minutes', scheduleToCloseTimeout } as const;
    return proxyActivities<QuestionActivities>(activityOptions(queue, options));
  };

  const body = async () => {
    setCurrentDetails('Waiting for the row to be claimed.');
    const claimed = await core.claimQuestion.executeWithOptions({ summary: 'Claim the row for this run' }, [run]);

    if (claimed.hasImage) {
      setCurrentDetails('Reading the image of the problem.');
      await inTime('ingestion').readQuestionImage.executeWithOptions({ summary: 'Read the image' }, [run]);
    }

    setCurrentDetails("Looking for passages in the student's materials.");
    const { chunkIds } = await inTime('ai').retrievePassages.executeWithOptions({ summary: 'Find passages' }, [run]);

    setCurrentDetails(`Answering from ${chunkIds.length} passages.`);
    const summary = `Answer from ${chunkIds.length} passages`;
    await inTime('ai').draftAnswer.executeWithOptions({ summary }, [{ ...run, chunkIds }]);

    setCurrentDetails('Checking every quote on its page.');
    const outcome = await inTime('ai').checkAnswer.executeWithOptions({ summary: 'Check every quote' }, [run]);
    setCurrentDetails(`Finished: ${outcome}.`);
    return outcome;
  };

  return runFlow(body, (end) => endRow('answerQuestion', run, end));
}
