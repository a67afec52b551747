import { afterAll, describe, expect, it } from '@jest/globals';
import { createOfflineAnswers } from '../../../clients/ai/offline-answers.js';
import type { Draft, EmbeddingProvider, Passage } from '../../../clients/ai/provider.js';
import { createSentenceEncoder } from '../../../documents/encoder.js';
import { locateQuote } from '../../../domain/text/quotes.js';
import { ANSWERABLE, COURSE, UNANSWERABLE } from './offline-course.js';

const encoder = createSentenceEncoder({ folder: process.env.ENCODER_FOLDER ?? '' });
const batches: number[] = [];
const known = new Map<string, Promise<number[]>>();
/** The real encoder, asked once for each sentence of the course: a text has the same vector in every call. */
const embed: EmbeddingProvider['embed'] = (texts, kind, call) => {
  batches.push(texts.length);
  const vectors = texts.map((text) => {
    const key = `${kind} ${text}`;
    const vector = known.get(key) ?? encoder.embed([text], kind, call).then(([only = []]) => only);
    known.set(key, vector);
    return vector;
  });
  return Promise.all(vectors);
};
const offline = createOfflineAnswers({ embed });
const answer = (question: string, passages: readonly Passage[], signal?: AbortSignal) =>
  offline.draft({ question, turns: [] }, passages, { signal });
const citationsOf = ({ answer }: Draft) => answer.flatMap(({ citations }) => citations);

afterAll(() => encoder.close());

const NOTHING: Draft = { supported: false, answer: [], steps: [], keyPoints: [], followUps: [], confidence: 0 };

/** Every quote stands literally in the passage it names. */
function expectLiteral(draft: Draft, passages: readonly Passage[]): void {
  for (const { ref, quote } of citationsOf(draft)) {
    const passage = passages.find((one) => one.ref === ref);
    expect(locateQuote(passage?.text ?? '', quote)).not.toBeNull();
  }
}

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

  it('tell both things that a question asks', async () => {
    const draft = await answer('What is inertia, and when was Louis XVI executed?', COURSE);
    const quotes = citationsOf(draft)
      .map(({ quote }) => quote)
      .join(' ');
    expect(quotes).toContain('Inertia is the resistance of a body');
    expect(quotes).toContain('guillotine in January 1793');
  });

  it('take a part that points back as one on the same subject', async () => {
    const draft = await answer('What is the Calvin cycle, and who worked it out?', COURSE);
    expect(
      citationsOf(draft)
        .map(({ quote }) => quote)
        .join(' '),
    ).toContain('Melvin Calvin and his colleagues');
  });

  it('take a question that points back as one on the subject of the question before', async () => {
    const turns = [{ question: 'What is the Calvin cycle?', answer: 'A cycle.' }];
    const draft = await offline.draft({ question: 'Who worked it out?', turns }, COURSE);
    expect(
      citationsOf(draft)
        .map(({ quote }) => quote)
        .join(' '),
    ).toContain('Melvin Calvin and his colleagues');
  });

  it('look for a condition, not a date, where somebody asks when things happen', async () => {
    const draft = await answer('When do stomata close?', COURSE);
    expect(citationsOf(draft).at(-1)?.quote).toBe('They close when the plant is short of water.');
  });

  it('abstain where the very thing asked is nowhere, however near the topic', async () => {
    expect(await answer('When was Louis XVI crowned in Reims?', COURSE)).toEqual(NOTHING);
    expect(await answer('What is angular momentum?', COURSE)).toEqual(NOTHING);
  });

  it('cite a sentence that two passages share once', async () => {
    const draft = await answer('What is released when water is split?', COURSE);
    expect(citationsOf(draft)).toHaveLength(1);
  });

  it('keep formulas as they are, and take no price for one', async () => {
    const text = 'The speed of a falling zorblat is $v_t = \\frac{2h}{t}$, and one costs $5 *net*, or $7_a more.';
    const draft = await answer('What is the speed of a falling zorblat?', [{ ref: 1, text }]);
    const [shown] = draft.answer;
    expect(shown?.text).toContain('$v_t = \\frac{2h}{t}$');
    expect(shown?.text).toContain('\\*net\\*');
    expectLiteral(draft, [{ ref: 1, text }]);
  });

  it('show the text as it is, whatever Markdown makes of its signs', async () => {
    const text = 'The constant `k_B` of Boltzmann links <energy> with *temperature*.';
    const draft = await answer('What does the constant of Boltzmann link?', [{ ref: 1, text }]);
    expect(citationsOf(draft)).toEqual([{ ref: 1, quote: text }]);
    expect(draft.answer[0]?.text).toBe(
      'The constant \\`k\\_B\\` of Boltzmann links \\<energy> with \\*temperature\\*.',
    );
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

  it('abstain in another language where only a word looks like one that is asked', async () => {
    const text = [
      'A neutral atom has as many electrons as protons.',
      'The mass number is the number of protons and neutrons together.',
      'Neutrons hold the nucleus together, and have no charge.',
      'Chlorine has atoms of 18 and atoms of 20 neutrons.',
      'Isotopes of an element differ in their neutrons alone.',
      'Outside of a nucleus a neutron lives for a quarter of an hour.',
      'A beam of neutrons passes through lead, but not through water.',
      'Fission sets two or three neutrons free.',
    ].join('\n\n');
    expect(await answer('Quelle est la couleur du fil neutre ?', [{ ref: 1, text }])).toEqual(NOTHING);
  });

  it('find what a question in another language asks, and say it in that of the page', async () => {
    const draft = await answer('Wann begann die Französische Revolution?', COURSE);
    expect(citationsOf(draft).some(({ quote }) => quote.includes('1789'))).toBe(true);
  });

  it.each([
    [
      'Wie hoch wird die Eibe?',
      'Die Eibe ist ein Nadelbaum. Sie wird bis zu 15 Meter hoch. Ihr Holz ist zäh.',
      '15 Meter',
    ],
    [
      '¿Cuándo se fundó la ciudad?',
      'La ciudad está junto al río. La ciudad se fundó en 1541. Tiene tres puentes.',
      '1541',
    ],
    [
      'Combien de pattes a une araignée ?',
      "L'araignée a huit pattes, soit 8 en tout. L'insecte en a six.",
      'huit pattes',
    ],
    ['Когда был построен мост?', 'Мост через реку построен в 1887 году. Он сделан из железа.', '1887'],
    ['长城有多长？', '长城位于中国北方。长城全长两万多公里。它由许多朝代修建。', '两万多公里'],
    ['富士山の高さはどのくらいですか？', '富士山は日本で最も高い山である。富士山の高さは3776メートルである。', '3776'],
    ['متى بني الجسر؟', 'يقع الجسر في وسط المدينة. بني الجسر عام 1902.', '1902'],
    ['नदी कितनी लंबी है?', 'नदी पहाड़ों से निकलती है। यह नदी 960 किलोमीटर लंबी है।', '960'],
  ])('answer %s', async (question, text, holds) => {
    const draft = await answer(question, [{ ref: 1, text }]);
    expect(citationsOf(draft).some(({ quote }) => quote.includes(holds))).toBe(true);
  });

  const METALS =
    'Metals\n\nMetal | Melting point | Discovered\nCopper | 1085 °C | prehistoric\nGallium | 29.8 °C | 1875';

  it('cite a row of a table with the heads of its columns, which alone are no evidence', async () => {
    const draft = await answer('What is the melting point of gallium?', [{ ref: 1, text: METALS }]);
    expect(draft.answer[0]).toEqual({
      text: 'Metal: Gallium; Melting point: 29.8 °C; Discovered: 1875',
      citations: [
        { ref: 1, quote: 'Gallium | 29.8 °C | 1875' },
        { ref: 1, quote: 'Metal | Melting point | Discovered' },
      ],
    });
  });

  it('tell the row of a table that began before its passage with the head of that', async () => {
    const passage = { ref: 1, text: '| Indium | 156.6 | 1863 |\n| Germanium | 938 | 1886 |' };
    const tableHead = '| Element | Melting point (°C) | Discovered |';
    const draft = await answer('When was germanium discovered?', [{ ...passage, tableHead }]);
    expect(draft.answer[0]?.text).toBe('Element: Germanium; Melting point (°C): 938; Discovered: 1886');
    expect(draft.answer[0]?.citations[0]).toEqual({ ref: 1, quote: '| Germanium | 938 | 1886 |' });
  });

  it('tell a row of a table whose head is marked, never the line of dashes', async () => {
    const text = 'Table 1: Elements\n\n| Element | 1863 |\n| --- | --- |\n| Indium | found |\n| Tin | known |';
    const draft = await answer('When was indium found?', [{ ref: 1, text }]);
    expect(draft.answer[0]?.text).toBe('Element: Indium; 1863: found');
    expect(citationsOf(draft).map(({ quote }) => quote)).not.toContainEqual(expect.stringContaining('---'));
    expectLiteral(draft, [{ ref: 1, text }]);
  });

  it('tell names apart that differ in a letter', async () => {
    const names = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const rows = names.map((letter, at) => `| Town${letter}aville | ${1100 + 7 * at} |`);
    const text = ['# Towns', '', '| Town | Founded |', '| --- | --- |', ...rows].join('\n');
    for (const at of [0, 20]) {
      const draft = await answer(`When was Town${names[at]}aville founded?`, [{ ref: 1, text }]);
      expect(draft.answer[0]?.text).toBe(`Town: Town${names[at]}aville; Founded: ${1100 + 7 * at}`);
    }
  });

  it('cite a line of notes between others', async () => {
    const text =
      '## Metals\n\nMelting point of copper: 1085 °C\nBoiling point of copper: 2562 °C\nDensity of copper: 8.96 g/cm3';
    const draft = await answer('What is the melting point of copper?', [{ ref: 1, text }]);
    expect(citationsOf(draft)[0]?.quote).toBe('Melting point of copper: 1085 °C');
  });

  it('cite notes without a verb, and never a heading', async () => {
    const text = 'Properties of Copper\n\n- Copper: melting point 1085 °C\n- Zinc: melting point 420 °C';
    const draft = await answer('What is the melting point of copper?', [{ ref: 1, text }]);
    expect(citationsOf(draft)[0]?.quote).toBe('Copper: melting point 1085 °C');
    expect(citationsOf(draft).some(({ quote }) => quote.includes('Properties'))).toBe(false);
  });

  it('name the option of a multiple choice that the text supports', async () => {
    const question = 'Who led the Committee of Public Safety? a) Danton b) Robespierre c) Marat';
    const draft = await answer(question, COURSE);
    expect(draft.answer.map(({ text }) => text).join(' ')).toContain('Robespierre: During the Reign of Terror');
  });

  it('read past typos and the wordings of students', async () => {
    const asked: [string, string][] = [
      ['When did the frensh revolution begn?', '1789'],
      ['Who led the Comittee of Publik Safety?', 'Robespierre'],
      ['when did the french revolutin start', '1789'],
      ['Please explain inertia to me in simple words, for my exam', 'Inertia is the resistance'],
      ['What does the book say about inertia?', 'Inertia is the resistance'],
      ['According to my lecture notes, what is inertia?', 'Inertia is the resistance'],
    ];
    for (const [question, holds] of asked) {
      const draft = await answer(question, COURSE);
      expect(citationsOf(draft).some(({ quote }) => quote.includes(holds))).toBe(true);
    }
  });

  it('take a misspelled word for others of its family', async () => {
    const text = [
      'Beavers are large rodents that cut down trees and dam brooks with them.',
      'Their teeth grow for as long as they live, and are orange from the iron in them.',
      'A beaver sleeps in a lodge of branches, which it enters from below the water.',
    ].join('\n\n');
    const draft = await answer('Where does a bevers sleep?', [{ ref: 1, text }]);
    expect(citationsOf(draft)[0]?.quote).toContain('lodge of branches');
  });

  it('take greetings and asides of a question for no part of it, and a word that all of a text has for no answer', async () => {
    const bees = [
      'Varroa mites weaken a colony until it dies, often in its second winter.',
      'A forager dances on the comb, and the angle of her run points others to the flowers.',
      'Hornets catch foragers at the entrance of the hive.',
    ].join('\n\n');
    for (const question of [
      'hey, quick question: what do hornets catch?',
      'Could you briefly say what hornets catch means?',
    ])
      expect(citationsOf(await answer(question, [{ ref: 1, text: bees }]))[0]?.quote).toContain('Hornets');
    const lake = [
      'Lake Orrin lies in the north of the district.',
      'The lake freezes over in most winters.',
      'Anglers pay a fee at the lake.',
      'A path of nine miles goes around the lake.',
      'The lake is named after a bishop.',
    ].join('\n\n');
    expect(await answer('How was the lake made?', [{ ref: 1, text: lake }])).toEqual(NOTHING);
  });

  it('take a short text for what its headings say, and typos in the question', async () => {
    const text = `# Honey bees

## Summary

Honey bees are insects that live in colonies and store food for the winter.

## Communication

A forager dances on the comb. The angle of her run points others to the flowers, and its length tells how far they are.

## Enemies

Varroa mites weaken a colony until it dies. Hornets catch foragers at the entrance.`;
    for (const question of ['How do honey bees communicate?', 'How do bees tell others where the flowres are?']) {
      const draft = await answer(question, [{ ref: 1, text }]);
      expect(citationsOf(draft).some(({ quote }) => /dances on the comb|points others/.test(quote))).toBe(true);
    }
    expect(await answer('How do honey bees sleep?', [{ ref: 1, text }])).toEqual(NOTHING);
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
