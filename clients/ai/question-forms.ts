import type { Form } from './answer-forms.js';
import { list, object, reference, type Shape, text } from './form-shapes.js';

/**
 * Characters and items at most: a little more than the checks of questions let through. Questions of one call that
 * fill all of it stay within MAX_OUTPUT_TOKENS.
 */
const BOUNDS = {
  questions: 5,
  stem: 320,
  quote: 320,
  explanation: 420,
  option: 160,
  options: 6,
  formula: 120,
  name: 40,
};

/** Questions that one call drafts, or solves, at most. */
export const QUESTIONS_A_CALL = BOUNDS.questions;

/** A question as a model writes it: one flat form for every kind, since small models fill in no other. */
export interface WrittenQuestion {
  stem: string;
  quote: string;
  ref: number;
  explanation: string;
  kind: string;
  /** What is right: an option, several, `true`, a number, accepted answers, or items in their order. */
  right: string[];
  wrong: string[];
  /** What the right ones belong to, one each, where pairs are to be matched. */
  prompts: string[];
  unit: string;
  formula: string;
  /** As in `m = 3`. */
  values: string[];
  difficulty: string;
}

const EMPTY: WrittenQuestion = {
  ...{ stem: '', quote: '', ref: 0, explanation: '', kind: '', right: [], wrong: [], prompts: [] },
  ...{ unit: '', formula: '', values: [], difficulty: '' },
};

const options = list(text(BOUNDS.option), BOUNDS.options);

/** The text first, and what it rests on: a model that has written both knows better what is right. */
const written: Shape<WrittenQuestion> = object<WrittenQuestion>(
  {
    stem: text(BOUNDS.stem),
    quote: text(BOUNDS.quote),
    ref: reference,
    explanation: text(BOUNDS.explanation),
    kind: text(BOUNDS.name),
    right: options,
    wrong: options,
    prompts: options,
    unit: text(BOUNDS.name),
    formula: text(BOUNDS.formula),
    values: list(text(BOUNDS.name), BOUNDS.options),
    difficulty: text(BOUNDS.name),
  },
  EMPTY,
);

const questions = object<{ questions: WrittenQuestion[] }>(
  { questions: list(written, BOUNDS.questions) },
  { questions: [] },
);

export const QUESTIONS_FORM: Form<{ questions: WrittenQuestion[] }> = { name: 'questions', ...questions };

/** What a model answers to a question: labels or a text, or that it has no one answer. */
export interface WrittenAnswer {
  question: number;
  answer: string[];
  /** `answered`, `ambiguous` or `not-in-passage`. */
  outcome: string;
}

const answers = object<{ answers: WrittenAnswer[] }>(
  {
    answers: list(
      object<WrittenAnswer>(
        { question: reference, answer: options, outcome: text(BOUNDS.name) },
        { question: 0, answer: [], outcome: '' },
      ),
      BOUNDS.questions,
    ),
  },
  { answers: [] },
);

export const SOLUTIONS_FORM: Form<{ answers: WrittenAnswer[] }> = { name: 'solutions', ...answers };
