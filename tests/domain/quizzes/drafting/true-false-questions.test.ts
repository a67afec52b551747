import { describe, expect, test } from '@jest/globals';
import type { Drafted } from '../../../../domain/quizzes/drafting/drafted.js';
import { otherNumbers } from '../../../../domain/quizzes/drafting/number-questions.js';
import type { Source } from '../../../../domain/quizzes/drafting/source.js';
import type { SourceTerm } from '../../../../domain/quizzes/drafting/terms.js';
import { trueFalseQuestions } from '../../../../domain/quizzes/drafting/true-false-questions.js';
import { readText } from './reading.js';

/** Reads a text as the seventh page of a source. */
const read = (text: string, code?: string) => readText(text, code, { pageNo: 7 });

const stemsOf = (drafts: readonly Drafted[]) => drafts.map(({ question }) => question.stem);

describe('statements with a number', () => {
  /** Of the first sentence alone, with the numbers of all. */
  const drafted = (text: string, code?: string): Drafted[] => {
    const source = read(text, code);
    const others = otherNumbers(source);
    const numbers = others.filter(({ sentence }) => sentence === source.sentences[0]);
    return trueFalseQuestions({ numbers, others }, [], new Set(), source);
  };
  const NILE = 'The Nile has a length of 6650 km from its springs to the Mediterranean Sea.';
  const CONGO = 'The Congo has a length of 4700 km from its springs to the Atlantic Ocean.';
  const TASMAN = 'In 1642 Abel Tasman saw the coast of New Zealand.';
  const JANSZOON = 'In 1606 Willem Janszoon reached the coasts of Australia.';

  test('are false by another number of the source', () => {
    expect(drafted(`## Rivers\n\n${NILE} ${CONGO}`)).toEqual([
      {
        way: 'false',
        pageNo: 7,
        question: {
          kind: 'true-false',
          difficulty: 'easy',
          stem: `On “Rivers”. ${NILE.replace('6650', '4700')}`,
          right: false,
          explanation: `The text says: “${NILE}”`,
          evidence: { quote: NILE },
        },
      },
    ]);
  });

  test('are true as they stand', () => {
    expect(drafted(`## Voyages\n\n${JANSZOON} ${TASMAN}`)).toEqual([
      {
        way: 'true',
        pageNo: 7,
        question: {
          kind: 'true-false',
          difficulty: 'easy',
          stem: `On “Voyages”. ${JANSZOON}`,
          right: true,
          explanation: `The text says: “${JANSZOON}”`,
          evidence: { quote: JANSZOON },
        },
      },
    ]);
  });

  test('have no heading before them that has a number itself', () => {
    expect(stemsOf(drafted(`## Voyages: 300 ships\n\n${JANSZOON} ${TASMAN}`))).toEqual([JANSZOON]);
  });

  test.each([
    ['rests on no other number', NILE, []],
    ['is rough', NILE.replace('of 6650', 'of about 6650'), [CONGO]],
    ['has a year since which something is', 'Since 1606 Australia has a place on the maps of Europe.', [TASMAN]],
    ['has a year behind another word than in', 'In Europe nobody knew Australia until 1606 at all.', [TASMAN]],
    ['has a year in parentheses', 'Willem Janszoon reached Australia that year (1606) with a ship.', [TASMAN]],
    ['has a second number of four digits', 'In 1606 Willem Janszoon reached Java with 1200 men.', [TASMAN]],
    ['denies something for a year', 'In 1606 no ship of Willem Janszoon reached Java.', [TASMAN]],
    ['has a year four years from the other', JANSZOON, ['In 1610 Abel Tasman saw the coast of New Zealand.']],
    ['has a year four years after the other', JANSZOON, ['In 1602 Abel Tasman saw the coast of New Zealand.']],
    ['is true with the other number, too', JANSZOON, ['In 1642 Willem Janszoon reached the coasts of Australia.']],
  ])('are none where a sentence %s', (_, text, others) => {
    expect(drafted(`## Old days\n\n${[text, ...others].join(' ')}`)).toEqual([]);
  });

  test.each([
    ['a year five years from the other', JANSZOON, 'In 1611 Abel Tasman saw the coast of New Zealand.'],
    ['a year five years after the other', JANSZOON, 'In 1601 Abel Tasman saw the coast of New Zealand.'],
    ['a year within it', 'Willem Janszoon reached the coasts of Australia in 1606.', TASMAN],
    ['a denial without a year', NILE.replace('has a', 'has no salt and a'), CONGO],
    ['small numbers', NILE.replace('6650', '12'), CONGO.replace('4700', '9')],
  ])('may be of a sentence with %s', (_, text, other) => {
    expect(drafted(`## Old days\n\n${text} ${other}`)).toHaveLength(1);
  });
});

describe('statements with a term', () => {
  interface Named {
    term: string;
    shape?: string;
    isCounted?: boolean;
  }

  /** Each term with the first sentence that has it. */
  const termsOf = (source: Source, named: readonly Named[]): SourceTerm[] =>
    named.map(({ term, shape = 'one/thing//', isCounted = false }) => {
      const mentions = source.sentences.filter(({ folded }) => folded.includes(term.toLowerCase()));
      const sentence = source.sentences.find(({ text }) => text.includes(term));
      if (!sentence) throw new Error(term);
      return {
        ...{ term, folded: term.toLowerCase(), sentence, at: sentence.text.indexOf(term), found: 'defined' as const },
        ...{
          mentions: new Set(mentions),
          isKind: false,
          isLabel: false,
          isCounted,
          isBare: true,
          isCommon: true,
          shape,
        },
      };
    });

  /** Of the first term alone. */
  const drafted = (sentences: readonly string[], named: readonly Named[], code?: string): Drafted[] => {
    const source = read(`## Earth\n\n${sentences.join(' ')}`, code);
    const terms = termsOf(source, named);
    const standing = new Set(terms.slice(0, 1).map(({ sentence }) => sentence));
    return trueFalseQuestions({ numbers: [], others: [] }, terms, standing, source);
  };
  const SUBDUCTION = 'Subduction is the descent of cold plates into hot mantle by own weight.';
  const CONVECTION = 'Convection is the slow circulation of rock that rises and sinks.';
  const PHOTOSPHERE = 'The photosphere is the bright layer from which light of our Sun comes at last.';
  const LEVER = 'A lever is the stiff bar of iron that lifts a heavy load by hand.';
  const PULLEY = 'A pulley is the wheel of wood over which some rope runs.';
  const BOTH: Named[] = [{ term: 'Subduction' }, { term: 'Convection' }];

  test('are false by another term that is defined otherwise', () => {
    expect(drafted([SUBDUCTION, CONVECTION], BOTH)).toEqual([
      {
        way: 'false',
        pageNo: 7,
        question: {
          kind: 'true-false',
          difficulty: 'easy',
          stem: `On “Earth”. ${SUBDUCTION.replace('Subduction', 'Convection')}`,
          right: false,
          explanation: `The text says: “${SUBDUCTION}”`,
          evidence: { quote: SUBDUCTION },
        },
      },
    ]);
  });

  test('keep the article before the term', () => {
    const corona = 'The corona is the thin gas of great heat far out.';
    expect(stemsOf(drafted([PHOTOSPHERE, corona], [{ term: 'photosphere' }, { term: 'corona' }]))).toEqual([
      `On “Earth”. ${PHOTOSPHERE.replace('photosphere', 'corona')}`,
    ]);
  });

  test('are of sentences that stand alone', () => {
    const source = read(`## Earth\n\n${SUBDUCTION} ${CONVECTION}`);
    expect(trueFalseQuestions({ numbers: [], others: [] }, termsOf(source, BOTH), new Set(), source)).toEqual([]);
  });

  test.each<[string, string[], Named[]]>([
    ['there is no other term', [SUBDUCTION], [{ term: 'Subduction' }]],
    ['its sentence begins otherwise', [`Near Chile ${SUBDUCTION}`, CONVECTION], BOTH],
    ['the sentence of the other begins otherwise', [SUBDUCTION, `Below Chile ${CONVECTION}`], BOTH],
    ['it is one of many', [SUBDUCTION.replace('is the', 'is a'), CONVECTION], BOTH],
    ['the other is one of many', [SUBDUCTION, CONVECTION.replace('is the', 'is a')], BOTH],
    [
      'the other has another shape',
      [SUBDUCTION, CONVECTION],
      [{ term: 'Subduction' }, { term: 'Convection', shape: 'many/thing//' }],
    ],
    [
      'one is a kind of the other',
      [SUBDUCTION, `Flat s${CONVECTION.replace('Convection', 'ubduction')}`],
      [{ term: 'Subduction' }, { term: 'Flat subduction' }],
    ],
    ['its sentence has the other', [SUBDUCTION.replace('own', 'convection and'), CONVECTION], BOTH],
    [
      'the other begins with a vowel',
      [SUBDUCTION, CONVECTION.replace('Convection', 'Erosion')],
      [{ term: 'Subduction' }, { term: 'Erosion' }],
    ],
    ['four of twelve words are said of the other, too', [SUBDUCTION, CONVECTION.replace('slow', 'hot')], BOTH],
    [
      'another sentence says it of the other',
      [SUBDUCTION, CONVECTION, `Below Chile ${SUBDUCTION.replace('Subduction', 'convection')}`],
      BOTH,
    ],
    ['the other is not counted as it is', [LEVER, PULLEY], [{ term: 'lever', isCounted: true }, { term: 'pulley' }]],
  ])('are none where %s', (_, sentences, named) => {
    expect(drafted(sentences, named)).toEqual([]);
  });

  test('take the next term where the nearest does not fit', () => {
    const erosion = 'Erosion is the loss of ground to wind and water.';
    const named = [...BOTH, { term: 'Erosion' }];
    expect(stemsOf(drafted([SUBDUCTION, erosion, CONVECTION], named))).toEqual([
      `On “Earth”. ${SUBDUCTION.replace('Subduction', 'Convection')}`,
    ]);
  });

  test('put a term that is counted behind its article', () => {
    const named = ['lever', 'pulley'].map((term) => ({ term, isCounted: true }));
    expect(drafted([LEVER, PULLEY], named)).toHaveLength(1);
  });

  test('have no rule for English articles in other languages', () => {
    const sentences = [
      'A fotosfera é a camada clara do Sol da qual quase toda luz chega até nós em dias claros.',
      'A coroa é a região de gás fino e muito quente.',
    ];
    expect(drafted(sentences, [{ term: 'fotosfera' }, { term: 'coroa' }], 'pt')).toHaveLength(1);
  });
});
