import { texFault } from '../../text/tex-fault.js';
import type { Flaw, Rule } from './flaw.js';
import { allTexts } from './texts-of.js';

/**
 * Formulas can be shown as far as their braces, pairs and commands tell. Whether every command is known is looked at
 * where questions are written (stack/tex-faults.ts): the renderer is no part of the product.
 */
export const checkTex: Rule = (question) =>
  allTexts(question).flatMap(({ field, text }): Flaw[] => {
    const fault = texFault(text);
    return fault === undefined ? [] : [{ check: 'tex', field, message: fault }];
  });
