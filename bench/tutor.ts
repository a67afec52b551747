import { createEmbeddingProvider } from '../clients/ai/index.js';
import { loadConfig } from '../config.js';
import { createSentenceEncoder } from '../documents/encoder.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { type EvaluationQuestion, isAnswerable } from './tutor/evaluation-question.js';
import { readEvaluationSet } from './tutor/evaluation-set.js';
import { judge } from './tutor/judge.js';
import type { Part } from './tutor/parts.js';
import { type Result, reportTutor } from './tutor/report.js';
import { judgeSearches } from './tutor/retrieval.js';
import { openSide, type Side } from './tutor/side.js';

/** In the short form one question of so many. */
const SHORT_STEP = 4;

/**
 * How good answers are: documents in ten languages written for this (bench/tutor/documents) are uploaded, and
 * questions, a third of which are not answered in them, go through the real worker over all documents at once. A
 * question counts as answered when sentences with every fact of its answer are cited. Search is judged by the chunks
 * that hold those facts.
 *
 * `offline` is always measured, `openai` as well where the caller's OPENAI_API_KEY or OPENAI_BASE_URL is set.
 * Constants are chosen by the part `calibration`. With `--held-out` the other part is asked, which tells what they are
 * worth: it is for the end, and stays worth something only as long as nothing is chosen by it.
 */
export const tutor: Benchmark = { about: 'answers, abstentions, citations and search over a set of questions', run };

async function run(bench: Bench): Promise<Figures> {
  const { documents, questions } = readEvaluationSet();
  const part: Part = bench.isHeldOut ? 'held-out' : 'calibration';
  const asked = questions
    .filter((question) => question.part === part)
    .filter((_, at) => !bench.isShort || at % SHORT_STEP === 0);
  const figures: Record<string, Figures> = {};
  for (const [name, env] of Object.entries(sides())) {
    bench.say(`${name}: ingesting ${documents.length} documents …`);
    const full = { ...bench.env, ...env };
    const own = { ...bench, env: full, config: loadConfig(full) };
    const side = await openSide(own, documents);
    try {
      figures[name] = reportTutor(`${name}, ${part}`, await measure(own, side, asked));
    } finally {
      await side.close();
    }
  }
  return figures;
}

/** Which AI is measured, each with the variables that the bench's environment must have for it. */
function sides(): Record<string, NodeJS.ProcessEnv> {
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = process.env;
  const theirs = Object.entries(process.env).filter(([name]) => /^(?:OPENAI|EMBEDDINGS|AI)_/.test(name));
  return {
    offline: {},
    ...(OPENAI_API_KEY || OPENAI_BASE_URL
      ? { openai: { EMBEDDINGS_PROVIDER: 'openai', ...Object.fromEntries(theirs) } }
      : {}),
  };
}

async function measure(bench: Bench, side: Side, questions: readonly EvaluationQuestion[]): Promise<Result[]> {
  const encoder = createSentenceEncoder({ folder: bench.config.ENCODER_FOLDER ?? '' });
  const search = await judgeSearches(side, createEmbeddingProvider(bench.config, encoder));
  const results: Result[] = [];
  try {
    // The first question pays for loading the models.
    await side.ask('What is this about?');
    bench.say(`Asking ${questions.length} questions …`);
    for (const question of questions) {
      const { status, citations, confidence, ms } = await side.ask(question.question, question.after);
      if (status !== 'answered' && status !== 'abstained') throw new Error(`${question.id} ended as ${status}`);
      const outcome = judge(question, citations);
      const found = isAnswerable(question) ? await search(question) : undefined;
      results.push({ question, outcome, citations, confidence, ms, found });
    }
    return results;
  } finally {
    await encoder.close();
  }
}
