import type { QuestionActivities } from '../../../../activities/questions.js';
import { questionImageKey } from '../../../../domain/object-keys.js';
import type { Run } from '../../../../domain/runs/flows.js';
import type { StoredDraft } from '../../../../domain/tutor/stored-draft.js';
import { checkAnswer } from '../../../../services/questions/check-answer.js';
import { claimQuestion } from '../../../../services/questions/claim-question.js';
import { draftAnswer } from '../../../../services/questions/draft-answer.js';
import { readQuestionImage } from '../../../../services/questions/read-question-image.js';
import { retrievePassages } from '../../../../services/questions/retrieve-passages.js';
import { buildQuestion } from '../../../support/factories/index.js';
import { wordsAlone } from '../../../support/guide-parts.js';
import { pageOf, type Steps, type StepTests, signal, WRONG_QUOTE } from './use-steps.js';

/** Steps of answerQuestion. */
export function questionSteps(stepTests: StepTests): Steps<keyof QuestionActivities | 'draftAnswer, from passages'> {
  const { tests, given, services, put, deps, documents, embeddings, material } = stepTests;
  const answers = {
    ...{ name: 'offline' as const, model: 'offline', judge: null },
    draft: given(() => WRONG_QUOTE),
    revise: given(() => WRONG_QUOTE.answer),
    answerGenerally: given(() => ({
      ...{ answer: 'Generally, yes.', steps: [], keyPoints: [], followUps: [], confidence: 1 },
    })),
  };
  const answering = () => ({ ...deps(), ...wordsAlone, answers, encoder: embeddings, questionEncoder: embeddings });

  const question = async (draft: StoredDraft | null = null): Promise<Run> => {
    const { userId } = tests;
    const { id, runNo } = await buildQuestion(services.db, {
      ...{ userId, status: 'processing', lessonsAllowed: false, generalAllowed: true, draft },
    });
    await put(questionImageKey({ userId, questionId: id }), Buffer.from('bytes'));
    return { id, runNo };
  };
  const drafted = async () => {
    const { id } = await material('ready');
    const { supported: _, ...draft } = WRONG_QUOTE;
    return question({ kind: 'materials', spans: [pageOf(id)], isRevised: false, ...draft });
  };
  let chunkIds: string[] = [];
  const asked = { flow: 'answerQuestion', arrange: () => question() } as const;

  return {
    claimQuestion: { ...asked, act: (run) => claimQuestion(services, run) },
    readQuestionImage: {
      ...{ ...asked, waits: true },
      act: (run) => readQuestionImage({ ...deps(), documents }, run, signal),
    },
    retrievePassages: {
      ...asked,
      act: (run) => retrievePassages({ ...answering(), embeddings: [embeddings] }, run, signal),
    },
    draftAnswer: { ...asked, waits: true, act: (run) => draftAnswer(answering(), { ...run, chunkIds: [] }, signal) },
    'draftAnswer, from passages': {
      ...{ flow: 'answerQuestion', waits: true },
      arrange: async () => {
        chunkIds = [(await material('ready')).chunkId];
        return question();
      },
      act: (run) => draftAnswer(answering(), { ...run, chunkIds }, signal),
    },
    checkAnswer: {
      ...{ flow: 'answerQuestion', arrange: drafted, waits: true },
      act: (run) => checkAnswer(answering(), run, signal),
    },
  };
}
