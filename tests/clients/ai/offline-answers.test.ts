import { afterAll, describe, expect, it } from '@jest/globals';
import { createOfflineAnswers } from '../../../clients/ai/offline-answers.js';
import { ANSWERABLE, COURSE, UNANSWERABLE } from './offline-course.js';
import { citationsOf, expectLiteral, NOTHING, openOfflineAnswers } from './open-offline-answers.js';

const { encoder, batches, answer } = openOfflineAnswers();
afterAll(() => encoder.close());

describe('offline answers', () => {
  it('cite a right sentence for most questions, and only literal quotes', async () => {
    const missed: string[] = [];
    for (const [question, holds] of ANSWERABLE) {
      const draft = await answer(question, COURSE);
      expectLiteral(draft, COURSE);
      expect(citationsOf(draft).length).toBeLessThanOrEqual(3);
      expect(draft.supported).toBe(citationsOf(draft).length > 0);
      if (!citationsOf(draft).some(({ quote }) => quote.includes(holds))) missed.push(question);
    }
    // A list, so that a failure names them.
    expect(missed.slice(2)).toEqual([]);
  });

  it('abstain on most questions the text does not answer', async () => {
    const invented: string[] = [];
    for (const question of UNANSWERABLE) {
      const draft = await answer(question, COURSE);
      if (draft.supported) invented.push(question);
      else expect(draft).toEqual(NOTHING);
    }
    expect(invented.slice(1)).toEqual([]);
  });

  it('are made of the cited sentences and nothing else', async () => {
    const draft = await answer("State Newton's third law.", COURSE);
    const sentence = 'The third law says that every action has an equal and opposite reaction.';
    expect(draft).toEqual({
      ...NOTHING,
      supported: true,
      answer: [{ text: sentence, citations: [{ ref: 5, quote: sentence }] }],
      confidence: draft.confidence,
    });
    expect(draft.confidence).toBeGreaterThanOrEqual(0.5);
  });

  it('bring the sentence that a pronoun leans on', async () => {
    const draft = await answer('Who discovered the Calvin cycle?', COURSE);
    expect(citationsOf(draft).map(({ quote }) => quote)).toEqual([
      'The Calvin cycle takes place in the stroma and builds sugar from carbon dioxide.',
      'It was worked out by Melvin Calvin and his colleagues in 1950.',
    ]);
  });

  it('take a sentence that goes over the end of a page as one, and cite both pages', async () => {
    const [begun, ended] = [
      'The keel of the ship Aurora was laid in the same spring in which the',
      'dock of Risør was dug out of the clay.',
    ];
    const pages = [
      { ref: 1, source: 0, goesOnIn: 2, text: `Ships are built of oak.\n\n${begun}\n\n1 The dock is dry today.\n\n17` },
      { ref: 2, source: 0, text: `${ended} Sails were made of flax.\n\n18` },
    ];
    const draft = await answer('When was the keel of the ship Aurora laid?', pages);
    expect(draft.answer[0]).toEqual({
      text: `${begun} ${ended}`,
      citations: [
        { ref: 1, quote: begun },
        { ref: 2, quote: ended },
      ],
    });
  });

  it('abstain where the very thing asked is nowhere, however near the topic', async () => {
    expect(await answer('When was Louis XVI crowned in Reims?', COURSE)).toEqual(NOTHING);
    expect(await answer('What is angular momentum?', COURSE)).toEqual(NOTHING);
  });

  it('cite a sentence that two passages share once', async () => {
    const draft = await answer('What is released when water is split?', COURSE);
    expect(citationsOf(draft)).toHaveLength(1);
  });

  it('embed a bounded number of sentences, however long the passages', async () => {
    batches.length = 0;
    const text = Array.from({ length: 400 }, (_, n) => `Glacier number ${n} moves ${n} metres a year.`).join(' ');
    await answer('How fast does glacier number 7 move?', [{ ref: 1, text }]);
    expect(batches).toEqual([1, 8, 8, 8]);
  });

  it('abstain without passages, words or sense', async () => {
    expect(await answer('What is inertia?', [])).toEqual(NOTHING);
    expect(await answer('What is inertia?', [{ ref: 1, text: ' \n ' }])).toEqual(NOTHING);
    expect(await answer('?', COURSE)).toEqual(NOTHING);
    expect(await answer('???? \u0000 𝔘𝔫𝔦', [{ ref: 1, text: '🜁 '.repeat(50) }])).toEqual(NOTHING);
  });

  it('cite twins in both materials, and materials that disagree beside each other', async () => {
    const twins = [1, 2].map((ref) => ({ ref, source: ref, text: 'The tower of Elm is 61 metres high.' }));
    expect((await answer('How high is the tower of Elm?', twins)).answer).toHaveLength(1);
    expect(citationsOf(await answer('How high is the tower of Elm?', twins)).map(({ ref }) => ref)).toEqual([1, 2]);
    const differing = [...twins.slice(0, 1), { ref: 2, source: 2, text: 'The tower of Elm is 58 metres high.' }];
    const draft = await answer('How high is the tower of Elm?', differing);
    expect(draft.answer.map(({ citations }) => citations.map(({ ref }) => ref)).sort()).toEqual([[1], [2]]);
  });

  it('throw the reason when aborted', async () => {
    const reason = new Error('cancelled');
    await expect(answer('What is inertia?', COURSE, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const stopping = createOfflineAnswers({
      embed: (texts, kind, call) => {
        controller.abort(reason);
        return encoder.embed(texts, kind, call);
      },
    });
    await expect(
      stopping.draft({ question: 'What is inertia?', turns: [] }, COURSE, { signal: controller.signal }),
    ).rejects.toBe(reason);
  });
});
