import { labeledOptions, numberedPrompts, type Solved } from '../../domain/quizzes/generation/blind.js';
import { locateQuote } from '../../domain/text/quotes.js';
import { createChat } from './openai-chat.js';
import type { ChatServer } from './openai-talk.js';
import { DATA, disarm, renderPassages } from './prompt.js';
import type { Passage } from './provider.js';
import { QUESTIONS_A_CALL, QUESTIONS_FORM, SOLUTIONS_FORM, type WrittenAnswer } from './question-forms.js';
import type { BlindQuestion, PlacedDraft, QuestionOrder, QuestionWriter } from './question-writer.js';
import { readQuestion } from './read-question.js';

/** What the model is told about its task; it never holds text of students or documents. */
const DRAFT_INSTRUCTIONS = `You write questions for a quiz from numbered passages of a student's course material.

Passages and order:
- Each passage stands between <passage ref="N"> and </passage>, what is asked for between <order> and </order>, as JSON.
${DATA}

Each question:
- "stem": what is asked, in the language of the passage, whole without it: never "in the passage" or "the author". Another thing than each of the "known" stems of the order. Ask for what the material teaches, not for page numbers, authors, exercises or what it says of itself.
- "quote": a short span (one sentence) copied from a passage character by character, which states the right answer. "ref": the number of that passage. Never shorten a quote with dots, correct it, translate it, or join two places into one.
- "explanation": one or two sentences that say why the answer is right. No letters or places of options.
- "kind": one of the kinds of the order. What it has in "right", "wrong" and "prompts":
  - "single-choice": one right option, three wrong ones that a student may well take for right and that are wrong all the same
  - "multiple-choice": two or three right options and two or three wrong ones
  - "true-false": "true" or "false" as right; the stem is a statement
  - "numeric": the number alone as right, its "unit" ("" for none); where it is computed, the "formula" over named values and the "values" as in "m = 3", which stand in stem or quote
  - "short-text": every word or phrase that is accepted as right
  - "ordering": three to six items as right, in their order
  - "matching": three to six "prompts", and as right what belongs to each, in the same order
- Options are of one length and form, none of them is "all" or "none of the above". Only one answer can be right.
- "difficulty": "easy", "medium" or "hard"; that of the order, if it names one.

Write as many questions as the order's "count" at most, on different passages. Where a passage says nothing that is worth a question, write none on it.`;

/** What the model is told when it answers a question of which it does not know the key. */
const SOLVE_INSTRUCTIONS = `You answer questions of a quiz, each from its own passage alone.

- The questions stand between <questions> and </questions>, as JSON: each with its number, its "passage", its "stem", and its "options" behind letters and "prompts" behind numbers, where it has them.
${DATA}
- "answer": for "single-choice" the letter that is right; for "multiple-choice" every letter that is right; for "true-false" "true" or "false"; for "ordering" all letters in the right order; for "matching" a letter for each prompt, in the order of the prompts; for "numeric" and "short-text" the number with its unit, or the words.
- "outcome": "answered"; "ambiguous" where the passage leaves more than one answer right, or the question can be read in two ways; "not-in-passage" where the passage does not say it. Then "answer" is empty.
- Answer with one entry of "answers" for each question, "question" being its number.`;

/** Questions written, and answered without their keys, by a chat model of any OpenAI-compatible server. */
export function createOpenAiQuestions(server: ChatServer): QuestionWriter {
  const chat = createChat(server);
  return {
    name: 'openai',
    model: server.model,
    passages: { aCall: QUESTIONS_A_CALL, aQuestion: 1 },
    async draft(order, passages, call) {
      const user = (room: number) => renderOrder(order, passages, room);
      const { questions } = await chat({ system: DRAFT_INSTRUCTIONS, user, form: QUESTIONS_FORM }, call);
      return questions.flatMap((written): PlacedDraft[] => {
        const question = readQuestion(written);
        const ref = question && placeOf(written, passages);
        return question && ref !== undefined && fits(question, order) ? [{ ref, question }] : [];
      });
    },
    async solve(questions, call) {
      const user = () => renderQuestions(questions);
      const { answers } = await chat({ system: SOLVE_INSTRUCTIONS, user, form: SOLUTIONS_FORM }, call);
      return questions.map((_, at) => solvedOf(answers.find(({ question }) => question === at + 1)));
    },
  };
}

const fits = ({ kind, difficulty }: PlacedDraft['question'], order: QuestionOrder): boolean =>
  order.kinds.includes(kind) && (order.difficulty === null || order.difficulty === difficulty);

/** A quote goes by where it stands: one that stands in another passage than it says is of that. */
function placeOf({ ref, quote }: { ref: number; quote: string }, passages: readonly Passage[]): number | undefined {
  const named = passages.find((passage) => passage.ref === ref);
  const found = [...(named ? [named] : []), ...passages].find(({ text }) => locateQuote(text, quote));
  return (found ?? named)?.ref;
}

function renderOrder(order: QuestionOrder, passages: readonly Passage[], room: number): string {
  const asked = `<order>\n${disarm(JSON.stringify(order))}\n</order>`;
  return [...renderPassages(passages, room, [asked]), asked].join('\n\n');
}

function renderQuestions(questions: readonly BlindQuestion[]): string {
  const numbered = questions.map(({ passage, stem, form }, at) => ({
    ...{ question: at + 1, passage, kind: form.kind, stem },
    ...(labeledOptions(form).length > 0 ? { options: labeledOptions(form) } : {}),
    ...(numberedPrompts(form).length > 0 ? { prompts: numberedPrompts(form) } : {}),
  }));
  return `<questions>\n${disarm(JSON.stringify(numbered))}\n</questions>`;
}

function solvedOf(written: WrittenAnswer | undefined): Solved | null {
  if (!written) return null;
  const outcome = written.outcome.toLowerCase().replaceAll(/[\s_]+/g, '-');
  if (outcome === 'ambiguous' || outcome === 'not-in-passage') return { none: outcome };
  return written.answer.length > 0 ? { answer: written.answer } : null;
}
