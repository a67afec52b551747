import { FormulaError } from './formula-error.js';
import { type Expression, type Operator, parseFormula } from './parse.js';

const FUNCTIONS: ReadonlyMap<string, (x: number) => number> = new Map([
  ['sqrt', Math.sqrt],
  ['abs', Math.abs],
  ['ln', Math.log],
  ['log10', Math.log10],
  ['exp', Math.exp],
  // Of angles in radians.
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
]);

const OPERATIONS: Record<Operator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

/**
 * The value of a formula. It is calculated by the rules of parseFormula and nothing else: no code runs.
 * @param values the numbers that its names stand for; `pi` and the names of functions cannot be given another meaning
 * @throws FormulaError for what is no formula, an unknown name, and a value that is not finite.
 */
export function evaluateFormula(formula: string, values: Readonly<Record<string, number>> = {}): number {
  return resultOf(parseFormula(formula), values);
}

/** The values of a formula and of every part of it. */
export function partialResults(formula: string, values: Readonly<Record<string, number>>): number[] {
  return partsOf(parseFormula(formula)).map((part) => resultOf(part, values));
}

function partsOf(whole: Expression): Expression[] {
  if (whole.kind === 'two') return [whole, ...partsOf(whole.left), ...partsOf(whole.right)];
  return 'of' in whole ? [whole, ...partsOf(whole.of)] : [whole];
}

function resultOf(expression: Expression, values: Readonly<Record<string, number>>): number {
  const value = calculate(expression, values);
  if (!Number.isFinite(value)) throw new FormulaError('its value is not a finite number');
  return value;
}

function calculate(expression: Expression, values: Readonly<Record<string, number>>): number {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return numberNamed(expression.name, values);
    case 'minus':
      return -resultOf(expression.of, values);
    case 'two':
      return OPERATIONS[expression.operator](resultOf(expression.left, values), resultOf(expression.right, values));
    case 'call': {
      const apply = FUNCTIONS.get(expression.name);
      if (!apply) throw new FormulaError(`there is no function ${expression.name}`);
      return apply(resultOf(expression.of, values));
    }
  }
}

function numberNamed(name: string, values: Readonly<Record<string, number>>): number {
  if (name === 'pi') return Math.PI;
  const value = Object.hasOwn(values, name) && !FUNCTIONS.has(name) ? values[name] : undefined;
  if (value === undefined) throw new FormulaError(`nothing is called ${name}`);
  return value;
}

/** The names that a formula takes its numbers from. */
export const namesIn = (formula: string): string[] => [
  ...new Set(partsOf(parseFormula(formula)).flatMap((part) => (part.kind === 'name' ? part.name : []))),
];
