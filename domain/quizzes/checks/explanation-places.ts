import { foldText } from '../../text/fold-text.js';
import { isUnspaced } from '../../text/unspaced.js';
import type { Rule } from './flaw.js';
import { phrasePattern } from './phrases.js';
import { languageOfQuestion } from './texts-of.js';
import { WORDING } from './wording.js';

/** An explanation names no option by a letter or a place: each student sees them in another order. */
export const checkExplanationPlaces: Rule = (question, context) => {
  const wording = WORDING[languageOfQuestion(question, context.language)];
  const [options, places] = [phrasePattern(wording.options), phrasePattern(wording.places)];
  const text = foldText(question.explanation);
  const found = isUnspaced(wording.options)
    ? new RegExp(`(?:${options})\\s*[a-f①-⑥1-6](?![a-z0-9])|(?:${places})(?:的)?(?:${options})`, 'u').exec(text)
    : new RegExp(
        `(?<!\\p{L})(?:(?:${options})s?\\s+(?:\\(?[a-f]\\)?(?=[\\s.,;:)]|$)(?!\\s+\\p{L}+\\s+of)|(?:n[or.º°]*\\s*)?[1-6](?!\\d))|(?:${places})\\s+(?:${options}|one(?=\\s+(?:is|was|are)\\s+(?:right|wrong|correct|incorrect|true|false))))(?!\\p{L})`,
        'u',
      ).exec(text);
  if (!found) return [];
  return [
    { check: 'explanation-places', field: 'explanation', message: `it names an option by its place: ${found[0]}` },
  ];
};
