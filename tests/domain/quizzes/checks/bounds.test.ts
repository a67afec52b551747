import { describe, expect, test } from '@jest/globals';
import { checkAbsoluteWords } from '../../../../domain/quizzes/checks/absolute-words.js';
import { checkAnswerInStem } from '../../../../domain/quizzes/checks/answer-in-stem.js';
import { checkCatchAllOptions } from '../../../../domain/quizzes/checks/catch-all-options.js';
import { checkExplanationNumbers } from '../../../../domain/quizzes/checks/explanation-numbers.js';
import { checkExplanationPlaces } from '../../../../domain/quizzes/checks/explanation-places.js';
import type { CheckContext, Flaw } from '../../../../domain/quizzes/checks/flaw.js';
import { checkGrammarCue } from '../../../../domain/quizzes/checks/grammar-cue.js';
import { checkKeyLength, longestKeys } from '../../../../domain/quizzes/checks/key-length.js';
import { checkNumericKey } from '../../../../domain/quizzes/checks/numeric-key.js';
import { checkShape } from '../../../../domain/quizzes/checks/shape.js';
import { checkTwin } from '../../../../domain/quizzes/checks/twin.js';
import { checkUnmarkedNegation } from '../../../../domain/quizzes/checks/unmarked-negation.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { SOUND, SOURCE } from '../planted-flaws.js';

type Of<K extends DraftQuestion['kind']> = Extract<DraftQuestion, { kind: K }>;

const CONTEXT: CheckContext = { source: SOURCE, language: 'en', others: [] };
const soundOf = <K extends DraftQuestion['kind']>(kind: K): Of<K> =>
  SOUND.find((question) => question.kind === kind) as Of<K>;
const [single, multiple, numeric, short] = [
  soundOf('single-choice'),
  soundOf('multiple-choice'),
  soundOf('numeric'),
  soundOf('short-text'),
];
const fieldsOf = (flaws: readonly Flaw[]) => flaws.map(({ field }) => field);
const texts = (count: number) => Array.from({ length: count }, (_, at) => `Thing ${at}`);

describe('the shape of a question', () => {
  const shape = (question: DraftQuestion) => fieldsOf(checkShape(question, CONTEXT));

  test.each([
    ['stem', 8, 300, (text: string) => ({ ...single, stem: text })],
    ['explanation', 40, 400, (text: string) => ({ ...single, explanation: text })],
    ['evidence.quote', 15, 300, (text: string) => ({ ...single, evidence: { quote: text } })],
    ['right', 1, 150, (text: string) => ({ ...single, right: text })],
  ] as const)('has a %s of %i to %i characters, without the space around it', (field, least, most, having) => {
    const found = [least - 1, least, most, most + 1].map((length) => shape(having(` ${'x'.repeat(length)}\n`)));
    expect(found).toEqual([[field], [], [], [field]]);
  });

  test('needs fewer characters of scripts that say more with them, and has no more', () => {
    const explained = (length: number) => shape({ ...single, explanation: '核'.repeat(length) });
    expect([15, 16, 400, 401].map(explained)).toEqual([['explanation'], [], [], ['explanation']]);
    expect([5, 6].map((length) => shape({ ...single, evidence: { quote: '核'.repeat(length) } }))).toEqual([
      ['evidence.quote'],
      [],
    ]);
  });

  test.each<[string, number, number, (count: number) => DraftQuestion]>([
    ['wrong', 2, 4, (count) => ({ ...single, wrong: texts(count) })],
    ['accepted', 1, 10, (count) => ({ ...short, accepted: texts(count) })],
    ['items', 3, 6, (count) => ({ ...soundOf('ordering'), items: texts(count) })],
    ['pairs', 3, 6, (count) => ({ ...soundOf('matching'), pairs: texts(count).map((one) => [one, `${one}!`]) })],
    ['options', 4, 6, (count) => ({ ...multiple, right: texts(2), wrong: texts(count - 2) })],
    ['right', 1, 5, (count) => ({ ...multiple, right: texts(count), wrong: texts(count > 4 ? 1 : 4) })],
    ['wrong', 1, 5, (count) => ({ ...multiple, wrong: texts(count), right: texts(count > 4 ? 1 : 4) })],
  ])('has %s from %i to %i', (field, least, most, having) => {
    const found = [least - 1, least, most, most + 1].map((count) => shape(having(count)).includes(field));
    expect(found).toEqual([true, false, false, true]);
  });

  test.each<[number, number, boolean]>([
    [0, 0, true],
    [5, 0.99, true],
    [0, 1, false],
    [-0.1, 0, false],
    [0, -0.1, false],
    [Number.POSITIVE_INFINITY, 0, false],
    [0, Number.NaN, false],
  ])('may have a tolerance of %d and a share of %d: %s', (absolute, relative, isSound) => {
    expect(shape({ ...numeric, tolerance: { absolute, relative } })).toEqual(isSound ? [] : ['tolerance']);
  });
});

describe('the length of a key', () => {
  const found = (right: string, wrong: string[]) => fieldsOf(checkKeyLength({ ...single, right, wrong }, CONTEXT));
  const x = (length: number) => 'x'.repeat(length);

  test('shows it where it is over 1.8 times the median, and over 15 characters', () => {
    // Of four lengths the median is between the two in the middle.
    expect(found(x(18), [x(10), x(10), x(10)])).toEqual([]);
    expect(found(x(19), [x(10), x(10), x(10)])).toEqual(['right']);
    expect(found(x(15), [x(2), x(2), x(2)])).toEqual([]);
    expect(found(x(16), [x(2), x(2), x(2)])).toEqual(['right']);
    expect(found(x(27), [x(10), x(10), x(20)])).toEqual([]);
    expect(found(x(28), [x(10), x(10), x(20)])).toEqual(['right']);
    expect(found(x(36), [x(10), x(20)])).toEqual([]);
    expect(found(x(37), [x(20), x(10)])).toEqual(['right']);
  });

  test('is the longest in so many of many, of which a tenth more than by chance is let through', () => {
    const one = (right: number, ...wrong: number[]) => ({ ...single, right: x(right), wrong: wrong.map(x) });
    const { share, most } = longestKeys([one(3, 1, 2), one(2, 2, 1), one(1, 2, 3), one(4, 1, 1, 1), numeric]);
    expect(share).toBe(0.5);
    expect(most).toBeCloseTo((1 / 3 + 1 / 3 + 1 / 3 + 1 / 4) / 4 + 0.1);
    expect(longestKeys([numeric])).toEqual({ share: 0, most: 1 });
  });
});

describe('a word that tells', () => {
  test.each<[string, string, string[], string[]]>([
    ['What do cells of roots have?', 'roots', ['leaves'], ['right']],
    ['What do parts of root have?', 'a root', ['a leaf'], []],
    ['What has the stems?', 'a stem', ['a stem of it', 'leaf'], []],
    ['What has the stems?', 'the stems', ['other stems', 'leaf'], []],
    ['Which of these is there?', 'these things', ['other parts'], []],
    ['What has its membranes?', 'one membrane', ['one wall'], ['right']],
  ])('leads from %s to %s, and not to %j: %j', (stem, right, wrong, fields) => {
    expect(fieldsOf(checkAnswerInStem({ ...single, stem, right, wrong }, CONTEXT))).toEqual(fields);
  });

  test.each<[string, string[], string[]]>([
    ['What is osmosis called?', ['Osmosis'], ['accepted[0]']],
    ['What is osmosis called?', ['diffusion', 'osmosis'], ['accepted[1]']],
    ['What is osmosis called?', ['reverse osmosis', 'osmos'], []],
    ['What is the 2 of 12?', ['12'], ['accepted[0]']],
    ['What is it?', ['+'], []],
  ])('is not in %s, where %j is to be written: %j', (stem, accepted, fields) => {
    expect(fieldsOf(checkAnswerInStem({ ...short, stem, accepted }, CONTEXT))).toEqual(fields);
  });

  test('rules out the wrong options that have it, unless a right one has it, too', () => {
    const found = (right: string, ...wrong: string[]) =>
      checkAbsoluteWords({ ...single, right, wrong }, CONTEXT).map(({ field, message }) => [field, message]);
    expect(found('In a cell', 'Always in it', 'In a wall', 'Never in it')).toEqual([
      ['wrong[0]', '"always" rules it out'],
      ['wrong[2]', '"never" rules it out'],
    ]);
    expect(found('Only in a cell', 'Always in it', 'In a wall')).toEqual([]);
    expect(found('In a cell', 'In a small wall', 'In a wall')).toEqual([]);
  });

  test.each<[string, string, boolean]>([
    ['细胞的什么在水中？', '它的绝对值', false],
    ['细胞的什么在水中？', '它总是在水中', true],
    ['細胞の何が水にありますか？', '非常に大きな核', false],
    ['細胞の何が水にありますか？', '常に大きな核', true],
  ])('is not part of another in scripts without spaces: %s: %s: %s', (stem, option, isFound) => {
    const question = { ...single, stem, explanation: stem, right: '核', wrong: [option, '水'] };
    expect(fieldsOf(checkAbsoluteWords(question, CONTEXT))).toEqual(isFound ? ['wrong[0]'] : []);
  });

  test.each([
    ['All of the above', true],
    ['Both A and B', true],
    ['A and B', true],
    ['a and b', false],
    ['a and B', false],
    ['All of the above answers', true],
    ['All of the above statements', true],
    ['None of the above is correct', true],
    ['All of the above answers here', false],
    ['None of these bacteria have one', false],
    ['A and B are', true],
    ['   ', true],
    ['?!', true],
    ['All of it', false],
  ])('is one about other options: %s: %s', (option, isFound) => {
    const question = { ...single, wrong: ['In a wall', option] };
    expect(fieldsOf(checkCatchAllOptions(question, CONTEXT))).toEqual(isFound ? ['wrong[1]'] : []);
  });
});

describe('a question for the exception', () => {
  test.each([
    ['Which of these is not a cell?', true],
    ['Which one is **not** a cell?', false],
    ['Which one is __not__ a cell?', false],
    ['Which one is NOT a cell?', false],
    ['Which of all of these here is not a cell?', false],
    ['Which of all these here isn’t a cell?', true],
    ['What happens if it does not rain?', false],
    ['What, and not who, is it?', false],
    ['It does not rain. What grows?', false],
    ['It does not rain, which is bad. What grows?', false],
    ['Nothing is not there which is', false],
    ['Choose what is not a cell', true],
    ['Whichever is not a cell?', false],
    ['Which is nothing like a cell?', false],
  ])('%s: %s', (stem, isFound) => {
    expect(fieldsOf(checkUnmarkedNegation({ ...single, stem }, CONTEXT))).toEqual(isFound ? ['stem'] : []);
    expect(fieldsOf(checkUnmarkedNegation({ ...short, stem }, CONTEXT))).toEqual([]);
  });
});

describe('the word before a gap', () => {
  test.each<[string, string, string[], boolean]>([
    ['It is an', 'atom', ['cell', 'wall'], true],
    ['It is an', 'atom', ['cell', 'ion'], false],
    ['It is an', 'cell', ['wall', 'leaf'], false],
    ['It is a', 'cell', ['atom', 'hour'], true],
    ['It is a', 'unit', ['atom', 'honest one'], true],
    ['It is a', 'cell', ['use of it', 'atom'], false],
    ['It is an', 'umbrella', ['cell', 'user'], true],
    ['It is a ___ of it', 'cell', ['atom', 'ion'], true],
    ['It is a … of it', 'cell', ['atom', 'ion'], true],
    ['It is a... of it', 'cell', ['atom', 'ion'], true],
    ['It is a:', 'cell', ['atom', 'ion'], true],
    ['It is a part of it', 'cell', ['atom', 'ion'], false],
    ['It is a', '"cell"', ['(atom)', '“ion”'], true],
    ['What it has are', 'cells', ['wall', 'glass', 'osmosis', 'nucleus'], true],
    ['What it has were', 'cells.', ['wall', 'leaf'], true],
    ['What it has is', 'wall', ['cells', 'leaves'], true],
    ['What it has was', 'wall', ['cells', 'leaves'], true],
    ['What it has was', 'wall', ['cells', 'leaf'], false],
    ['What AN', 'atom', ['cell', 'wall'], true],
    ['What it has', 'wall', ['cells', 'leaves'], false],
    ['It is a', 'cell', [], false],
  ])('in %j fits %s alone, and none of %j: %s', (stem, right, wrong, isFound) => {
    const question = { ...single, stem, right, wrong };
    expect(fieldsOf(checkGrammarCue(question, CONTEXT))).toEqual(isFound ? ['stem'] : []);
  });
});

describe('an explanation', () => {
  test.each([
    ['Option B is wrong.', true],
    ['options b and c are', true],
    ['answer (c) is wrong.', true],
    ['Statement 3 is wrong.', true],
    ['option no. 2 is wrong', true],
    ['The second answer is wrong.', true],
    ['The last one is right, as ever.', true],
    ['The last one to leave is the cell.', false],
    ['An answer a student of it gives.', false],
    ['The adoption b gives.', false],
    ['Option 7 and option 12.', false],
    ['Choices are made.', false],
    ['The second cell is one.', false],
    ['Option (a) is wrong.', true],
    ['Option a) is wrong.', true],
    ['OPTION B IS WRONG', true],
    ['Answer 2 is wrong.', true],
    ['This makes the statement a false one.', false],
    ['The answer a cell gives is one.', false],
    ['The choice a fact of it is', false],
    ['The choice (a fact) is.', false],
    ['Statement F = ma is right.', false],
    ['The choice c = 3 is right.', false],
    ['The option 3.5 is right.', false],
    ['The answer a is, and answer B is not.', true],
    ['So option a is right.', true],
    ['Options a, b and d are wrong.', true],
    ['The correct answer is B.', true],
    ['The correct answer is (c) here.', false],
    ['The correct option is C because of it.', true],
    ['The answer is a cell with a core.', false],
    ['The answer is DNA, as ever.', false],
  ])('names an option by its place: %s: %s', (explanation, isFound) => {
    const found = checkExplanationPlaces({ ...single, explanation }, CONTEXT);
    expect(fieldsOf(found)).toEqual(isFound ? ['explanation'] : []);
  });

  test.each<[string, string, boolean]>([
    ['fr', 'C’est la réponse à ce que demande la cellule de la plante.', false],
    ['fr', 'La réponse C est fausse, car la cellule n’a pas de noyau.', true],
    ['es', 'Es una alternativa a la respiración de las células, y no la misma.', false],
    ['es', 'La opción b) es falsa, porque las células no tienen núcleo.', true],
    ['pt', 'É uma alternativa a outras, e a resposta e a opção a que não são.', false],
    ['es', 'La respuesta correcta es la B, porque las células no tienen núcleo.', true],
    ['de', 'Die Antwort a ist falsch, denn die Zelle hat keinen Kern.', true],
    ['de', 'Die richtige Antwort ist B, denn die Zelle hat keinen Kern.', true],
    ['ja', '選択肢aは間違いです。細胞には核がありません。', true],
    ['ja', '答えはBです。細胞には核がありません。', true],
    ['zh', '答案是B，因为细胞没有核。', true],
    ['ru', 'Вариант Б неверен, потому что в клетке нет ядра.', true],
    ['ru', 'Ответ в том, что в клетке нет ядра, и это верно.', false],
  ])('names one in %s: %s: %s', (language, explanation, isFound) => {
    const question = { ...single, stem: explanation, explanation };
    const found = checkExplanationPlaces(question, { ...CONTEXT, language: language as CheckContext['language'] });
    expect(fieldsOf(found)).toEqual(isFound ? ['explanation'] : []);
  });

  test('may tell the number that is the answer, and not that of an option', () => {
    const found = (options: string[], explanation: string) => {
      const [right = '', ...wrong] = options;
      return fieldsOf(checkExplanationPlaces({ ...single, right, wrong, explanation }, CONTEXT));
    };
    expect(found(['4 cells', '5 cells', '6 cells'], 'So it has the answer 4, as ever.')).toEqual([]);
    expect(found(['4 cells', '5 cells', '6 cells'], 'So option 2 is right.')).toEqual(['explanation']);
    expect(found(['Cells', 'Walls', 'Leaves'], 'So it has the answer 3, as ever.')).toEqual(['explanation']);
    expect(found(['1918', '1914', '1939'], 'Answer 2 is right, as ever.')).toEqual(['explanation']);
    expect(found(['Group A', 'Group B', 'Group O'], 'So the answer is B, as ever.')).toEqual([]);
    expect(checkExplanationPlaces({ ...numeric, explanation: 'So the answer 4 is right.' }, CONTEXT)).toEqual([]);
  });

  test.each([
    ['选项B是错的，因为细胞没有核。', true],
    ['答案（B）是错的，因为细胞没有核。', true],
    ['答案２是错的，因为细胞没有核。', true],
    ['第一个选项是错的，因为细胞没有核。', true],
    ['最后一个的选项是错的，因为没有。', true],
    ['细胞没有核，所以是对的。', false],
  ])('names one in Chinese: %s: %s', (explanation, isFound) => {
    const question = { ...single, stem: '细菌的脱氧核糖核酸在哪里？', explanation };
    expect(fieldsOf(checkExplanationPlaces(question, CONTEXT))).toEqual(isFound ? ['explanation'] : []);
  });

  test.each<[string, boolean]>([
    ['It has 1 ring and 0 nuclei.', false],
    ['It has 3 of them.', true],
    ['It has 12 of them.', false],
    // 12 and 4: their sum, difference, product, share and squares.
    ['It has 16, 8, 48, 144 and 3 of them.', false],
    ['It is read as UTF-8, by Apollo-11.', false],
    ['It has 17 of them.', true],
    ['It has seventeen of them.', false],
  ])('has a number that stems from nowhere: %s: %s', (explanation, isFound) => {
    const stem = explanation.includes('3 of them') && isFound ? 'What is there of 12?' : 'What is there of 12 and 4?';
    const found = checkExplanationNumbers({ ...single, stem, explanation }, CONTEXT);
    expect(fieldsOf(found)).toEqual(isFound ? ['explanation'] : []);
  });

  test.each<[string, boolean]>([
    ['Its edge is the root of 3, about 1.73 m.', false],
    ['Its edge is about 1.7 m.', false],
    ['Its edge is about 1.74 m.', true],
    ['Its edge is 1732 mm.', false],
    ['In all 7 are added, 3.5 in the mean, and 12 as a product.', false],
  ])('of a calculation may have what comes out on the way: %s: %s', (explanation, isFound) => {
    const question: DraftQuestion = {
      ...{ ...numeric, stem: 'How much is it for 3 and 4?', value: 8, unit: 'm', explanation },
      ...{ formula: 'sqrt(a) * 0 + 2 * b', values: { a: 3, b: 4 }, evidence: { quote: 'It is so of these.' } },
    };
    expect(fieldsOf(checkExplanationNumbers(question, CONTEXT))).toEqual(isFound ? ['explanation'] : []);
  });
});

describe('the key of a calculation', () => {
  const found = (over: Partial<Of<'numeric'>>) => fieldsOf(checkNumericKey({ ...numeric, ...over }, CONTEXT));
  const tolerance = (absolute: number, relative: number) => ({ absolute, relative });

  test('lies within its tolerance, whichever is larger', () => {
    expect(found({ value: 605, tolerance: tolerance(5, 0) })).toEqual([]);
    expect(found({ value: 605.1, tolerance: tolerance(5, 0) })).toEqual(['value']);
    expect(found({ value: 625, tolerance: tolerance(1, 0.04) })).toEqual([]);
    expect(found({ value: 626, tolerance: tolerance(1, 0.04) })).toEqual(['value']);
    expect(found({ value: 600.0000001, tolerance: tolerance(0, 0) })).toEqual([]);
    expect(found({ value: 600.00001, tolerance: tolerance(0, 0) })).toEqual(['value']);
    expect(found({ value: -600, formula: '0 - 6 * side^2', tolerance: tolerance(0, 0) })).toEqual([]);
  });

  test('is a finite number, of values that are told and used', () => {
    expect(found({ value: Number.NaN })).toEqual(['value']);
    expect(found({ values: { side: 10, edge: 12, face: 13 } })).toEqual(['values.edge', 'values.face']);
    expect(found({ formula: '600', values: { side: 10 } })).toEqual(['values.side']);
    expect(found({ formula: '6 *', values: { side: 10 } })).toEqual(['formula']);
  });
});

describe('twins', () => {
  const asking = (stem: string, accepted: string): Of<'short-text'> => ({ ...short, stem, accepted: [accepted] });
  const isTwin = (one: DraftQuestion, other: DraftQuestion, likeness?: number) =>
    checkTwin(one, {
      ...CONTEXT,
      others: [one, other],
      ...(likeness === undefined ? {} : { similarity: () => likeness }),
    }).length === 1;
  const [five, six] = ['copper granite basalt marble slate', 'copper granite basalt marble slate gypsum'];

  test('share four fifths of their words, or half of them and the key', () => {
    expect(isTwin(asking(five, 'rock'), asking('copper granite basalt marble', 'stone'))).toBe(true);
    expect(isTwin(asking(six, 'rock'), asking('copper granite basalt marble', 'stone'))).toBe(false);
    expect(isTwin(asking('copper granite basalt marble', 'rock'), asking('copper granite', 'Rock'))).toBe(true);
    expect(isTwin(asking(five, 'rock'), asking('copper granite', 'rock'))).toBe(false);
    expect(isTwin(asking('copper granite basalt marble', 'rock'), asking('copper granite', 'stone'))).toBe(false);
  });

  test('are the same kind for the same stem, or have the same key', () => {
    const other: DraftQuestion = { ...single, stem: short.stem, right: 'Diffusion' };
    expect(isTwin(short, { ...short, accepted: ['diffusion'] })).toBe(true);
    expect(isTwin(short, other)).toBe(false);
    expect(isTwin(short, { ...other, right: 'Osmosis' } as DraftQuestion)).toBe(true);
    expect(isTwin(short, short)).toBe(false);
  });

  test('mean the same from .95 on where their keys are alike, from .98 on without keys', () => {
    const [one, other] = [asking('What is copper?', 'a red metal'), asking('Tell of its make.', 'red metal')];
    expect([0.949, 0.95].map((likeness) => isTwin(one, other, likeness))).toEqual([false, true]);
    const statement = soundOf('true-false');
    const told = { ...statement, stem: 'A cell has to spend some so that water enters.' };
    expect([0.979, 0.98].map((likeness) => isTwin(statement, told, likeness))).toEqual([false, true]);
    const third = asking('Tell of its make.', 'a soft stuff');
    expect(isTwin(one, third, 0.99)).toBe(false);
    const numbered = asking('Tell of its make in 1900.', 'a red metal');
    expect(isTwin(one, numbered, 0.99)).toBe(false);
  });
});
