import { createQuestionWriter } from '../../clients/ai/index.js';
import type { PlacedDraft, QuestionWriter } from '../../clients/ai/question-writer.js';
import type { Config } from '../../config.js';
import { checkQuestion } from '../../domain/quizzes/checks/check-question.js';
import type { Check } from '../../domain/quizzes/checks/flaw.js';
import { evenly } from '../../domain/quizzes/generation/plan-passages.js';
import { type HeldQuestion, isAccepted, isToSolve } from '../../domain/quizzes/generation/quiz-draft.js';
import { QUESTION_KINDS } from '../../domain/quizzes/question.js';
import { chunkPages } from '../../domain/text/chunking.js';
import { loadGuideLanguages } from '../../services/content/load-guide-languages.js';
import { blindOf, judge } from '../../services/quizzes/generation/blind-question.js';
import type { Figures } from '../benchmark.js';
import { printTable } from '../report.js';
import { rounded } from '../statistics.js';
import { passRates } from './pass-rates.js';

/** Passages of each text that a question is wanted of. */
const PASSAGES_A_TEXT = 5;

/**
 * What a chat model drafts of passages of texts, the share that each check passes, and what its own solves, which do
 * not know the keys, make of those that all checks pass.
 */
export async function measureChatModel(config: Config, texts: readonly string[]): Promise<Figures> {
  const writer = createQuestionWriter(config, loadGuideLanguages);
  const held: HeldQuestion[] = [];
  for (const text of texts) held.push(...(await questionsOf(writer, text)));
  const solved = held.flatMap(({ verdict }) => (verdict?.solves.length ? [verdict.solves] : []));
  const share = (count: number, all: number) => rounded(count / Math.max(all, 1), 4);
  const first = (verdict: string) => share(solved.filter(([one]) => one === verdict).length, solved.length);
  const rates = passRates(held.map(({ verdict }) => ({ flaws: (verdict?.flaws ?? []).map(flawOf) })));
  const solves = {
    disagree: first('disagree'),
    ambiguous: first('ambiguous'),
    notInPassage: first('not-in-passage'),
    secondOnly: share(solved.filter(([one, other]) => one === 'match' && other !== 'match').length, solved.length),
  };
  const accepted = held.filter(isAccepted).length;
  printTable(
    [config.OPENAI_CHAT_MODEL, 'share'],
    [
      ...Object.entries(rates).map(([check, rate]) => [`passes ${check}`, rate] as const),
      ...Object.entries(solves),
    ].map(([name, rate]) => [name, `${(rate * 100).toFixed(1)} %`]),
  );
  console.log(`${held.length} drafted by the chat model, ${solved.length} solved, ${accepted} accepted.`);
  return { model: config.OPENAI_CHAT_MODEL, drafted: held.length, solved: solved.length, accepted, rates, solves };
}

const flawOf = (check: Check) => ({ check, field: '', message: '' });

/** As a quiz is made: passages from all over the text, drafts, checks, and two solves. */
async function questionsOf(writer: QuestionWriter, text: string): Promise<HeldQuestion[]> {
  const chunks = chunkPages([{ pageNo: 1, text }]).chunks;
  const passages = evenly(chunks, PASSAGES_A_TEXT).map((chunk, at) => ({ ref: at + 1, text: chunk.text }));
  const order = { count: passages.length, kinds: QUESTION_KINDS, difficulty: null, known: [] };
  const drafted = await writer.draft(order, passages);
  const others: PlacedDraft['question'][] = [];
  let held = drafted.map(({ ref, question }, at): HeldQuestion => {
    const flaws = checkQuestion(question, { source: text, language: 'en', others }).map(({ check }) => check);
    if (flaws.length === 0) others.push(question);
    const by = { provider: writer.name, model: writer.model };
    return { id: String(at), ref, question, by, verdict: { flaws, solves: [] } };
  });
  for (let open = held.filter(isToSolve); writer.solve && open.length > 0; open = held.filter(isToSolve)) {
    const solved = await writer.solve(open.map((one) => blindOf(one, passages[one.ref - 1]?.text ?? '')));
    const judged = new Map(open.map((one, at) => [one.id, judge(one, solved[at] ?? null)]));
    held = held.map((one) => judged.get(one.id) ?? one);
  }
  return held;
}
