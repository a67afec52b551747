import { FormulaError } from './formula-error.js';
import { type Token, tokenize } from './tokenize.js';

export const OPERATORS = ['+', '-', '*', '/', '^'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A formula taken apart. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'minus'; of: Expression }
  | { kind: 'call'; name: string; of: Expression }
  | { kind: 'two'; operator: Operator; left: Expression; right: Expression };

/** Parentheses, functions, signs and powers within each other. */
const MAX_DEPTH = 32;

/**
 * Takes a formula apart: + - * / ^ as in algebra (powers first and from the right, `-2^2` is -4), parentheses, and names
 * with and without an argument. Nothing is left out: `2x` is no formula.
 * @throws FormulaError for what is none.
 */
export function parseFormula(formula: string): Expression {
  const reader = new Reader(tokenize(formula));
  const whole = reader.sum(0);
  reader.end();
  return whole;
}

class Reader {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  sum(depth: number): Expression {
    let left = this.#product(depth);
    for (let operator = this.#take('+', '-'); operator; operator = this.#take('+', '-'))
      left = { kind: 'two', operator, left, right: this.#product(depth) };
    return left;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new FormulaError('something follows that belongs to nothing');
  }

  #product(depth: number): Expression {
    let left = this.#signed(depth);
    for (let operator = this.#take('*', '/'); operator; operator = this.#take('*', '/'))
      left = { kind: 'two', operator, left, right: this.#signed(depth) };
    return left;
  }

  #signed(depth: number): Expression {
    if (depth > MAX_DEPTH) throw new FormulaError(`more than ${MAX_DEPTH} parts lie within each other`);
    if (this.#take('-')) return { kind: 'minus', of: this.#signed(depth + 1) };
    const left = this.#primary(depth);
    return this.#take('^') ? { kind: 'two', operator: '^', left, right: this.#signed(depth + 1) } : left;
  }

  #primary(depth: number): Expression {
    const token = this.#tokens[this.#at];
    if (!token) throw new FormulaError('it ends too early');
    this.#at += 1;
    if (token.kind === 'number') return token;
    if (token.kind === 'name')
      return this.#isNext('(')
        ? { kind: 'call', name: token.text, of: this.#primary(depth) }
        : { kind: 'name', name: token.text };
    if (token.text !== '(') throw new FormulaError(`${token.text} stands where a number should`);
    const inner = this.sum(depth + 1);
    if (!this.#isNext(')')) throw new FormulaError('a parenthesis is not closed');
    this.#at += 1;
    return inner;
  }

  #isNext(sign: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' && token.text === sign;
  }

  #take(...operators: Operator[]): Operator | undefined {
    const found = operators.find((operator) => this.#isNext(operator));
    if (found) this.#at += 1;
    return found;
  }
}
