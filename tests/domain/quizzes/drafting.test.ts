import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GuideLanguage } from '../../../domain/guides/guide-language.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';
import { checkDrafts, draftAll, draftQuestions } from '../../../domain/quizzes/drafting/draft-questions.js';
import type { Drafted } from '../../../domain/quizzes/drafting/drafted.js';
import { loadGuideLanguages } from '../../../services/content/load-guide-languages.js';

let languages: GuideLanguage[];
beforeAll(async () => {
  languages = await loadGuideLanguages();
});

const language = (code: string): GuideLanguage => {
  const found = languages.find((one) => one.language === code);
  if (!found) throw new Error(code);
  return found;
};
const draft = (text: string, marked: string[] = [], code = 'en'): Drafted[] =>
  draftQuestions({ pages: [{ pageNo: 1, text }], language: language(code), marked });
const all = (text: string, marked: string[] = []): Drafted[] =>
  draftAll({ pages: [{ pageNo: 1, text }], language: language('en'), marked });
const byWay = (drafts: readonly Drafted[], way: Drafted['way']): DraftQuestion[] =>
  drafts.filter((one) => one.way === way).map(({ question }) => question);

const TERMS = `## The moving plates

Subduction is the descent of a plate into the hot mantle of the planet by its own weight.
Convection is the slow circulation of hot rock that rises and of cold rock that sinks.
Magnetism is the force that turns the needle of a compass toward the north of the planet.
Radiation is the transfer of heat through empty space from a hot body to all that is cold.
Along the coast of Chile subduction feeds many volcanoes. Deep in the mantle convection drives the plates.
Over long ways magnetism guides the birds. On clear days radiation warms the ground.`;

const EVENTS = `## Explorers

In 1488 Bartolomeu Dias rounded the southern tip of Africa with two small ships.
In 1498 Vasco da Gama reached the coast of India after ten months at sea.
In 1522 a ship of Magellan came home to Spain from the first voyage around the world.
In 1606 Willem Janszoon reached the coast of Australia on board of a Dutch ship.`;

describe('Questions from sentences', () => {
  test('leave a gap for a term, among terms of the same kind that the source explains elsewhere', () => {
    const [question] = byWay(draft(TERMS), 'term');
    expect(question).toMatchObject({ kind: 'single-choice', evidence: { quote: expect.stringContaining('is the') } });
    expect(question?.stem).toMatch(/^On “The moving plates”\. Which term belongs in the gap\?\n____ is the /);
    const wrong = question?.kind === 'single-choice' ? [question.right, ...question.wrong] : [];
    expect(wrong.toSorted()).toEqual(['Convection', 'Magnetism', 'Radiation', 'Subduction']);
  });

  test('ask for a year among other years of the source, far enough from it', () => {
    const years = byWay(all(EVENTS), 'year');
    expect(years).toHaveLength(4);
    for (const question of years) {
      const { right, wrong } = question.kind === 'single-choice' ? question : { right: '', wrong: [] };
      expect(question.stem).not.toContain(right);
      expect(wrong.every((year) => Math.abs(Number(year) - Number(right)) >= 3)).toBe(true);
    }
  });

  test('put events in the order of their years, with every sentence as evidence', () => {
    const [question] = byWay(draft(EVENTS), 'events');
    const items = question?.kind === 'ordering' ? question.items : [];
    expect(items.map((item) => item.slice(0, 12))).toEqual([
      'Bartolomeu D',
      'Vasco da Gam',
      'A ship of Ma',
      'Willem Jansz',
    ]);
    expect(items.join()).not.toMatch(/\d{4}/);
    expect(question?.evidence.further).toHaveLength(3);
  });

  test('turn a statement by another year, and never by one that another sentence makes true', () => {
    const falsehoods = byWay(all(EVENTS), 'false');
    const truths = byWay(all(EVENTS), 'true');
    expect(falsehoods.length + truths.length).toBeGreaterThanOrEqual(3);
    for (const { stem } of truths) expect(EVENTS).toContain(stem.replace(/^On “Explorers”\. /, ''));
    for (const { stem } of falsehoods) expect(EVENTS).not.toContain(stem.replace(/^On “Explorers”\. /, ''));
  });

  test('ask for a number that a sentence states of something with a name', () => {
    const [question] = byWay(draft('The Nile flows over 6650 km through Africa to the Mediterranean Sea.'), 'number');
    expect(question).toBeUndefined();
    const [length] = byWay(
      draft('The Nile has a length of 6650 km from its springs to the Mediterranean Sea.'),
      'number',
    );
    expect(length).toMatchObject({ kind: 'numeric', value: 6650, formula: 'stated', values: { stated: 6650 } });
  });

  test.each([
    ['it rests on another sentence', 'They were led by this man with 600 men and 40 horses across Panama in 1513.'],
    ['it is a made-up case', 'A car covers 150 km in two hours when it drives along an empty road.'],
    ['it leaves room', 'At least 300 km of the river lie in the country of Panama near the sea.'],
    ['it is a question', 'How many of the 300 ships of the Spanish king came back to Panama that year?'],
    ['it is cut', 'Balboa saw the Pacific in 1513 from a hill near the town of St.'],
  ])('are none where %s', (_, text) => {
    expect(draft(`## Panama\n\n${text}`)).toEqual([]);
  });

  test('are none below a heading of exercises', () => {
    expect(draft(EVENTS.replace('Explorers', 'Exercises'))).toEqual([]);
  });

  test('match the terms of a list with what it says of them', () => {
    const text = `## Glosario\n\n- Ayni: ayuda mutua entre familias\n- Chasqui: corredor que llevaba mensajes\n- Quipu: conjunto de cuerdas con nudos`;
    const [question] = byWay(draft(text, [], 'es'), 'labels');
    expect(question).toMatchObject({
      kind: 'matching',
      stem: 'Sobre «Glosario». Une cada término con lo que se dice de él.',
    });
  });

  test('are none in a language without words for them', () => {
    expect(draft('Байкал был описан в 1723 году на берегу озера.', [], 'ru')).toEqual([]);
  });

  test('pass every check, have their quote on their page, and take no sentence twice', () => {
    const pages = { pages: [{ pageNo: 7, text: `${TERMS}\n\n${EVENTS}` }], language: language('en'), marked: [] };
    const drafts = draftQuestions(pages);
    expect(drafts.length).toBeGreaterThan(2);
    expect(checkDrafts(pages, drafts).flatMap(({ flaws }) => flaws)).toEqual([]);
    const quotes = drafts.flatMap(({ question: { evidence } }) => [evidence.quote, ...(evidence.further ?? [])]);
    expect(new Set(quotes).size).toBe(quotes.length);
    expect(drafts.every(({ pageNo }) => pageNo === 7)).toBe(true);
    expect(draftQuestions(pages)).toEqual(drafts);
  });

  test('come from no text with a fault', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.array(fc.string(), { maxLength: 3 }),
        (text, marked) => {
          draft(`${TERMS}\n\n${text}`, marked);
        },
      ),
      { numRuns: 60 },
    );
  });
});
