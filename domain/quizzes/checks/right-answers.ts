import type { Rule } from './flaw.js';
import { isSameOption } from './same-text.js';
import { languageOfQuestion, rightOptions, wrongOptions } from './texts-of.js';

/** Exactly the declared answers are right: no wrong option is a right one in other characters. */
export const checkRightAnswers: Rule = (question, { language: expected }) => {
  const language = languageOfQuestion(question, expected);
  return wrongOptions(question).flatMap(({ field, text }) => {
    const right = rightOptions(question).find((one) => isSameOption(one.text, text, language));
    return right ? [{ check: 'right-answers', field, message: `it is right as well: ${right.text}` }] : [];
  });
};
