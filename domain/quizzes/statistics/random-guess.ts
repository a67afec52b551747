import type { QuestionForm } from '../question.js';

/**
 * The mark that guessing brings on average, 0 to 1 (Moodle's random guess score): nobody guesses a number or a word.
 * @returns null where it is not known: how many options somebody ticks, and orders
 */
export function randomGuessScore(form: QuestionForm): number | null {
  switch (form.kind) {
    case 'single-choice':
    case 'matching':
      return 1 / form.options.length;
    case 'true-false':
      return 0.5;
    case 'numeric':
    case 'short-text':
      return 0;
    case 'multiple-choice':
    case 'ordering':
      return null;
  }
}
