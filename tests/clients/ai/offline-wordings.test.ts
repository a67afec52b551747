import { afterAll, describe, expect, it } from '@jest/globals';
import { COURSE } from './offline-course.js';
import { citationsOf, NOTHING, openOfflineAnswers } from './open-offline-answers.js';

const { encoder, offline, answer } = openOfflineAnswers();
afterAll(() => encoder.close());

describe('offline answers to questions as students ask them', () => {
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
});
