import type { CheckContext, Flaw, Rule } from './flaw.js';
import { isSameOption } from './same-text.js';
import { answerTexts, languageOfQuestion, type PlacedText, rightOptions, wrongOptions } from './texts-of.js';

/** No two things to choose, order or match are the same as texts or as numbers. */
export const checkDistinctOptions: Rule = (question, context) => {
  const language = languageOfQuestion(question, context.language);
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
      // A wrong option that is a right one is another flaw.
      return [rightOptions(question), wrongOptions(question)].flatMap((texts) => repeated(texts, language));
    case 'matching':
      return [0, 1].flatMap((side) =>
        repeated(
          answerTexts(question).filter((_, at) => at % 2 === side),
          language,
        ),
      );
    default:
      return repeated(answerTexts(question), language);
  }
};

function repeated(texts: readonly PlacedText[], language: CheckContext['language']): Flaw[] {
  return texts.flatMap(({ field, text }, at): Flaw[] => {
    const twin = texts.slice(0, at).find((one) => isSameOption(one.text, text, language));
    return twin ? [{ check: 'distinct-options', field, message: `it says the same as ${twin.field}` }] : [];
  });
}
