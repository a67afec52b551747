import { checkNumbers } from '../../tutor/support/check-numbers.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import { readText } from '../../tutor/support/read-text.js';
import type { DraftQuestion } from '../draft-question.js';
import { partialResults } from '../formula/evaluate.js';
import type { Rule } from './flaw.js';
import { isAmong, numbersIn } from './numbers-in.js';
import { texForNumbers } from './plain-tex.js';
import { answerTexts, keyTexts, languageOfQuestion } from './texts-of.js';

/** An explanation has no number that stems from nowhere. */
export const checkExplanationNumbers: Rule = (question, context) => {
  const language = languageOfQuestion(question, context.language);
  const lexicon = lexiconOf(language);
  const known = [
    question.stem,
    question.evidence.quote,
    ...keyTexts(question),
    ...answerTexts(question).map(({ text }) => text),
  ];
  const around = readText(texForNumbers([...known, ...calculated(question).map(String)].join('\n')), lexicon);
  const found = checkNumbers(readText(texForNumbers(question.explanation), lexicon), around);
  if (found?.kind !== 'number') return [];
  const numbers = [...known.flatMap((text) => numbersIn(text, language)), ...calculated(question)];
  if (numbersIn(found.text, language).some((number) => isAmong(number, numbers))) return [];
  return [{ check: 'explanation-numbers', field: 'explanation', message: `nothing else has its number ${found.text}` }];
};

/** What a numeric question is calculated from, and what comes out on the way. */
function calculated(question: DraftQuestion): number[] {
  if (question.kind !== 'numeric') return [];
  try {
    return [...Object.values(question.values), ...partialResults(question.formula, question.values)];
  } catch {
    return Object.values(question.values);
  }
}
