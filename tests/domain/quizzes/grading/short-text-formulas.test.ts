import { describe, expect, test } from '@jest/globals';
import { answerWords } from '../../../../domain/quizzes/grading/answer-words.js';
import { gradeShortText } from '../../../../domain/quizzes/grading/short-text.js';

const markOf = (accepted: string, text: string) => gradeShortText([accepted], text).mark;

/** Ways to write one thing, each as good as the others. */
const SAME: readonly string[][] = [
  ['E = mc^2', 'E=mc²', 'E=mc2', '$E = mc^{2}$'],
  ['x^2', 'x²', '$x^2$', '\\(x^2\\)'],
  ['O(n^2)', 'O(n²)', '$O(n^2)$', 'O(n ^ 2)'],
  ['SO4^2-', 'SO₄²⁻', '$SO_4^{2-}$'],
  ['Fe^3+', 'Fe³⁺', 'Fe3+', '$\\mathrm{Fe}^{3+}$'],
  ['10^3', '10³', '10^{3}'],
  ['2ⁿ', '2^n'],
  ['(a+b)^2', '(a+b)²'],
  ['1/2', '½', '1⁄2', '$\\frac{1}{2}$', '\\frac12'],
  ['1½', '1 1/2'],
  ['s⁻¹', 's^-1', 's^{-1}'],
  ['E. coli', '*E. coli*', '**E. coli**', '***E. coli***', '`E. coli`'],
  ['2:1', '2 : 1', '2∶1'],
  ['!=', '≠', '! ='],
  ["f'(x)", 'f’(x)', 'f′(x)'],
  ["f''(x)", 'f″(x)'],
  ['carbon-14', 'Carbon 14'],
  ['$5', '$ 5'],
];

/** Texts of which none is another. */
const OTHERS: readonly string[][] = [
  ['10³', '103', '10^2', '10⁻³'],
  ['2:1', '21', '1:2'],
  ['12:30', '1230'],
  ['1/2', '12', '1'],
  ['1½', '11/2', '112'],
  ['!=', '='],
  ['a ≠ b', 'a = b'],
  ['∉', '∈'],
  ['n! = 6', 'n = 6'],
  ["f'(x)", 'f(x)', "f''(x)"],
  ['s⁻¹', 's¹', 's'],
  ['x^-1', 'x1'],
  ['SO4^2-', 'SO42+'],
  ['Fe³⁺', 'Fe²⁺', 'Fe3-'],
  ['$5', '5'],
  ['a*b', 'ab'],
  ['2*3', '23'],
  ['2ⁿ', '2n'],
];

const pairsOf = (texts: readonly string[]) => texts.flatMap((one) => texts.map((other) => [one, other] as const));
const all = (groups: readonly string[][]) => groups.flatMap(pairsOf).filter(([one, other]) => one !== other);

describe('A formula in a short text', () => {
  test.each(all(SAME))('%j takes %j', (accepted, text) => expect(markOf(accepted, text)).toBe(1));
  test.each(all(OTHERS))('%j does not take %j', (accepted, text) => expect(markOf(accepted, text)).toBe(0));

  // The minus of a power may stand plainly, but has to stand.
  test.each(['s-1', 'm s-1', 'mol-1'])('with a power below zero may be written %j', (text) =>
    expect(markOf(text.replace('-1', '⁻¹'), text)).toBe(1),
  );

  test.each<[string, string[]]>([
    ['x²', ['x2']],
    ['10²', ['10^2']],
    ['½', ['1/2']],
    ['2:1', ['2:1']],
    ['ratio: 5', ['ratio', '5']],
    ['Wow!', ['wow']],
    ["students' (all)", ['students', 'all']],
    ['*osmosis*', ['osmosis']],
    ['2 * 3 * 4', ['2', '*', '3', '*', '4']],
    ['*args', ['*args']],
    ['^', ['^']],
    ['$', ['$']],
    ['**', ['**']],
  ])('%j has the words %j', (text, words) => expect(answerWords(text)).toEqual(words));
});
