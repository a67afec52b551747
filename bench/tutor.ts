import { createEmbeddingProvider } from '../clients/ai/index.js';
import { loadConfig } from '../config.js';
import { createSentenceEncoder } from '../documents/encoder.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { isAnswerable } from './tutor/evaluation-question.js';
import { type EvaluationDocument, readEvaluationSet } from './tutor/evaluation-set.js';
import { judge } from './tutor/judge.js';
import { PARTS } from './tutor/parts.js';
import { type Result, reportTutor } from './tutor/report.js';
import { judgeSearches } from './tutor/retrieval.js';
import { openSide, type Side } from './tutor/side.js';

/** In the short form one question of so many. */
const SHORT_STEP = 4;

/**
 * How good answers are: five documents written for this (bench/tutor/documents) are uploaded as PDF files, and some
 * 150 questions, of which 50 are not answered in them, go through the real worker. A question counts as answered
 * when sentences with every fact of its answer are cited, and as answered or partly when at least one is. Search is
 * judged by the chunks that hold those facts, over all documents at once.
 *
 * `offline` is always measured, `openai` as well where the caller's OPENAI_API_KEY or OPENAI_BASE_URL is set.
 * The constants of the offline answers were chosen by the part `calibration`; `held-out` tells what they are worth.
 */
export const tutor: Benchmark = { about: 'answers, abstentions, citations and search over a set of questions', run };

async function run(bench: Bench): Promise<Figures> {
  const documents = readEvaluationSet();
  const figures: Record<string, Figures> = {};
  for (const [name, env] of Object.entries(sides())) {
    bench.say(`${name}: ingesting ${documents.length} documents …`);
    const full = { ...bench.env, ...env };
    const own = { ...bench, env: full, config: loadConfig(full) };
    const side = await openSide(own, documents);
    try {
      figures[name] = reportTutor(name, await measure(own, side, documents));
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

async function measure(bench: Bench, side: Side, documents: readonly EvaluationDocument[]): Promise<Result[]> {
  const asked = documents.flatMap(({ title, questions }) =>
    PARTS.flatMap((part) => questions[part].map((question) => ({ title, part, question }))),
  );
  const some = asked.filter((_, at) => !bench.isShort || at % SHORT_STEP === 0);
  const encoder = createSentenceEncoder();
  const search = await judgeSearches(side, createEmbeddingProvider(bench.config, encoder));
  const results: Result[] = [];
  try {
    // The first question pays for loading the models.
    await side.ask('What is this about?');
    bench.say(`Asking ${some.length} questions …`);
    for (const { title, part, question } of some) {
      const materialId = side.materials.get(title) ?? '';
      const { status, citations, ms } = await side.ask(question.question);
      if (status !== 'answered' && status !== 'abstained') throw new Error(`${question.id} ended as ${status}`);
      const outcome = judge(materialId, question, citations);
      const found = isAnswerable(question) ? await search(question, materialId) : undefined;
      results.push({ question, part, outcome, citations, ms, found });
    }
    return results;
  } finally {
    await encoder.close();
  }
}
