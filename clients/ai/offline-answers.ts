import type { DraftPart } from '../../domain/tutor/draft-parts.js';
import { cosine } from '../../lib/cosine.js';
import { embedInBatches } from './embed-in-batches.js';
import { correctTypos, coverageOf, featuresOf, readUnits, weigh } from './offline/evidence.js';
import { type Picked, pickUnits } from './offline/picking.js';
import { preselect } from './offline/preselect.js';
import { readQuestion } from './offline/question.js';
import { BEST_UNITS, confidenceOf, MIN_CONFIDENCE, rankUnits } from './offline/scoring.js';
import { inContext, type Unit, unitsOf } from './offline/units.js';
import type { AnswerProvider, Draft, EmbeddingProvider } from './provider.js';

/** Units that are embedded for a question; a sentence takes some 40 ms of one core. */
const MAX_EMBEDDED = 24;
/** What similarity is taken for where it is not known. */
const TYPICAL = 0.86;

/** Names how answers are found: those of another are not given again. */
export const OFFLINE_MODEL = 'extractive-6';

const NOTHING: Draft = { supported: false, answer: [], steps: [], keyPoints: [], followUps: [], confidence: 0 };

/**
 * Answers by extraction, with no model that writes: sentences, rows and notes of the passages, three at most, each
 * cited, in the language they are written in. Where none answers it says so (supported = false).
 * @param embed turns texts into unit vectors; offline/scoring.ts is calibrated for multilingual-e5-small. Its failures
 * are thrown as they come, and the signal's reason when aborted.
 */
export function createOfflineAnswers({ embed }: { embed: EmbeddingProvider['embed'] }): AnswerProvider {
  return {
    name: 'offline',
    model: OFFLINE_MODEL,
    async draft(input, passages, call) {
      call?.signal?.throwIfAborted();
      const asked = readQuestion(input);
      const units = readUnits(asked, unitsOf(passages), passages);
      const question = correctTypos(asked, units);
      const words = weigh(question, units);
      const likely = preselect(units, words, MAX_EMBEDDED).map(({ unit }) => unit);
      if (likely.length === 0 || words.length === 0) return NOTHING;

      const similarities = await compare(question.text, likely, (texts, kind) => embed(texts, kind, call));
      const ranked = rankUnits(featuresOf(question, units, words, similarities));
      const best = ranked.slice(0, BEST_UNITS).map(({ unit }) => unit);
      const confidence = confidenceOf(question, ranked, coverageOf(best, units, words));
      if (confidence < MIN_CONFIDENCE) return NOTHING;
      const answer = pickUnits(question, ranked, { passages, units, words }).map(toPart);
      return { ...NOTHING, supported: true, answer, confidence };
    },
    revise: null,
    judge: null,
    answerGenerally: null,
  };
}

/** Similarities of units to a question; all alike where there is no encoder. */
async function compare(
  question: string,
  units: readonly Unit[],
  embed: (texts: string[], kind: 'query' | 'passage') => Promise<number[][]>,
): Promise<Map<Unit, number>> {
  const [ofQuestion = []] = await embed([question], 'query');
  const vectors = await embedInBatches(units.map(inContext), (batch) => embed(batch, 'passage'));
  return new Map(
    units.map((unit, at) => {
      const vector = vectors[at] ?? [];
      return [unit, vector.length === 0 ? TYPICAL : cosine(ofQuestion, vector)];
    }),
  );
}

/** A unit as a part of the answer, cited wherever it stands; a row with the heads of its columns. */
const toPart = ({ units, option }: Picked): DraftPart => {
  const text = escapeMarkdown(units[0]?.text ?? '');
  return {
    text: option === undefined ? text : `${escapeMarkdown(option)}: ${text}`,
    citations: units.flatMap(({ ref, quote, rest, head }) => [
      { ref, quote },
      ...(rest === undefined ? [] : [rest]),
      ...(head === undefined ? [] : [{ ref, quote: head }]),
    ]),
  };
};

/** A formula in TeX, and no price: it has a sign that only formulas have. */
const FORMULA = /(\$(?!\s)[^$\n]*[\\^_][^$\n]*(?<!\s)\$)/g;

/** Text of documents is shown as it is, whatever Markdown would make of its characters; formulas stay formulas. */
const escapeMarkdown = (text: string): string =>
  text
    .split(FORMULA)
    .map((piece, at) => (at % 2 === 1 ? piece : piece.replace(/[\\`*_[\]<~]/g, '\\$&')))
    .join('');
