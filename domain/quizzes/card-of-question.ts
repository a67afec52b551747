import { CARD_LIMITS } from '../learning/reviews/card-text.js';
import type { QuestionForm, QuestionKey } from './question.js';
import { optionsOf, promptsOf, rightAnswer } from './right-answer.js';

interface AskedQuestion {
  stem: string;
  form: QuestionForm;
  key: QuestionKey;
  explanation: string;
}

/** A question as a card: in front what was asked, on the back what is right and why. */
export function cardOfQuestion({ stem, form, key, explanation }: AskedQuestion): { front: string; back: string } {
  const asked = form.kind === 'true-false' ? `True or false? ${stem}` : stem;
  const list = [...promptsOf(form), ...optionsOf(form)].map(({ text }) => `- ${text}`);
  const withList = [asked, ...list].join('\n');
  return {
    // Without its options where they would make it too long: many a stem can be answered alone.
    front: withList.length <= CARD_LIMITS.front ? withList : asked.slice(0, CARD_LIMITS.front),
    back: backOf(form, key, explanation),
  };
}

/** A question that can be answered without options as a card. */
export const cardWithoutOptions = ({
  stem,
  form,
  key,
  explanation,
}: AskedQuestion): { front: string; back: string } => ({
  front: stem.slice(0, CARD_LIMITS.front),
  back: backOf(form, key, explanation),
});

const backOf = (form: QuestionForm, key: QuestionKey, explanation: string): string =>
  `${rightAnswer(form, key)}\n\n${explanation}`.slice(0, CARD_LIMITS.back);
