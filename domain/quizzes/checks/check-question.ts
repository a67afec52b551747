import type { DraftQuestion } from '../draft-question.js';
import { checkAbsoluteWords } from './absolute-words.js';
import { checkAnswerInStem } from './answer-in-stem.js';
import { checkCatchAllOptions } from './catch-all-options.js';
import { checkDistinctOptions } from './distinct-options.js';
import { checkExplanationNumbers } from './explanation-numbers.js';
import { checkExplanationPlaces } from './explanation-places.js';
import type { Check, CheckContext, Flaw, Rule } from './flaw.js';
import { checkGrammarCue } from './grammar-cue.js';
import { checkKeyLength } from './key-length.js';
import { checkNumericKey } from './numeric-key.js';
import { checkQuote } from './quote.js';
import { checkRightAnswers } from './right-answers.js';
import { checkShape } from './shape.js';
import { checkTex } from './tex.js';
import { checkTrueOrFalse } from './true-or-false.js';
import { checkTwin } from './twin.js';
import { checkUnmarkedNegation } from './unmarked-negation.js';

const RULES: Record<Exclude<Check, 'shape'>, Rule> = {
  'right-answers': checkRightAnswers,
  'distinct-options': checkDistinctOptions,
  'catch-all-options': checkCatchAllOptions,
  'absolute-words': checkAbsoluteWords,
  'unmarked-negation': checkUnmarkedNegation,
  'answer-in-stem': checkAnswerInStem,
  'grammar-cue': checkGrammarCue,
  'key-length': checkKeyLength,
  'explanation-places': checkExplanationPlaces,
  'explanation-numbers': checkExplanationNumbers,
  'numeric-key': checkNumericKey,
  tex: checkTex,
  quote: checkQuote,
  'true-or-false': checkTrueOrFalse,
  twin: checkTwin,
};

/**
 * Everything that is wrong with a question; nothing where it may be asked. One without its shape is looked at no
 * further: it may be of any size.
 */
export function checkQuestion(question: DraftQuestion, context: CheckContext): Flaw[] {
  const flaws = checkShape(question, context);
  return flaws.length > 0 ? flaws : Object.values(RULES).flatMap((rule) => rule(question, context));
}
