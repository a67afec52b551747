import { questionImageKey } from '../../../domain/object-keys.js';
import { makePdf } from '../../../stack/sample/make-pdf.js';
import { photographPage } from '../../../stack/sample/photograph-page.js';
import { buildQuestion, buildStudent } from '../factories/index.js';
import { putObject } from '../objects.js';
import { materialToSearch } from './made-materials.js';
import { type ActivityFlows, prepare, stepsOf } from './steps.js';

const IMAGE = makePdf([{ text: '# Why does the tide come in twice a day?' }]).then(photographPage);

export const QUESTIONS_FLOWS: ActivityFlows = {
  answerQuestion: async ({ data, activities }) => {
    const { ownerId: userId } = await materialToSearch(data, 'ready');
    const { id } = await buildQuestion(data.db, { userId, status: 'queued', question: 'When does the tide come in?' });
    const run = { id, runNo: 1 };
    let chunkIds: string[] = [];
    const step = stepsOf(activities);
    return [
      step('claimQuestion', () => run),
      step(
        'retrievePassages',
        () => run,
        (found) => {
          ({ chunkIds } = found);
        },
      ),
      step('draftAnswer', () => ({ ...run, chunkIds })),
      step('checkAnswer', () => run),
    ];
  },

  'answerQuestion with an image': async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id } = await buildQuestion(data.db, { userId, status: 'queued', hasImage: true });
    await putObject(data.config, questionImageKey({ userId, questionId: id }), await IMAGE);
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [prepare(step('claimQuestion', () => run)), step('readQuestionImage', () => run)];
  },
};
