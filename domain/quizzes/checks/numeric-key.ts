import { evaluateFormula, namesIn } from '../formula/evaluate.js';
import { FormulaError } from '../formula/formula-error.js';
import type { Flaw, Rule } from './flaw.js';
import { isAmong, numbersIn } from './numbers-in.js';
import { languageOfQuestion } from './texts-of.js';

const flaw = (field: string, message: string): Flaw => ({ check: 'numeric-key', field, message });

/** A numeric key follows by its formula from numbers that the stem or the quote states. */
export const checkNumericKey: Rule = (question, context) => {
  if (question.kind !== 'numeric') return [];
  const { value, tolerance, formula, values, stem, evidence } = question;
  if (!Number.isFinite(value)) return [flaw('value', 'must be a finite number')];
  const stated = numbersIn(`${stem}\n${evidence.quote}`, languageOfQuestion(question, context.language));
  const strange = Object.entries(values).filter(([, number]) => !isAmong(number, stated));
  if (strange.length > 0)
    return strange.map(([name, number]) => flaw(`values.${name}`, `${number} is in neither stem nor quote`));
  try {
    const result = evaluateFormula(formula, values);
    const most = Math.max(tolerance.absolute, tolerance.relative * Math.abs(value), 1e-9 * Math.abs(value));
    if (!(Math.abs(result - value) <= most)) return [flaw('value', `the formula gives ${result}`)];
    const used = namesIn(formula);
    return Object.keys(values)
      .filter((name) => !used.includes(name))
      .map((name) => flaw(`values.${name}`, 'the formula does not use it'));
  } catch (error) {
    if (error instanceof FormulaError) return [flaw('formula', error.message)];
    throw error;
  }
};
