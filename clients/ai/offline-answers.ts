import { type Candidate, candidatesOf } from './offline/candidates.js';
import { loadLanguage } from './offline/language.js';
import { type Question, readQuestion } from './offline/question.js';
import { coverage } from './offline/scoring.js';
import { selectSentences, support } from './offline/selection.js';
import type { AnswerProvider, EmbeddingProvider } from './provider.js';

/** With the question one batch of the encoder: about half a second of work. */
const MOST_EMBEDDED = 15;

/**
 * Answers by extraction, with no model that writes: the one to three sentences of the passages that answer, each
 * cited. Where none does it says so (supported = false). English only.
 * @param embed turns texts into unit vectors; offline/selection.ts is calibrated for the offline encoder. Its failures
 * are thrown as they come, and the signal's reason when aborted.
 */
export function createOfflineAnswers({ embed }: { embed: EmbeddingProvider['embed'] }): AnswerProvider {
  return {
    name: 'offline',
    model: 'extractive-1',
    async answer(text, passages, signal) {
      signal?.throwIfAborted();
      const language = await loadLanguage();
      const question = readQuestion(text, language);
      const likely = preselect(question, candidatesOf(passages, language));
      const [asked = [], ...vectors] = likely.length > 0 ? await embed([text, ...likely.map(inContext)], signal) : [];
      const supports = likely.map((one, at) => [one, support(question, one, asked, vectors[at] ?? [])] as const);
      const chosen = selectSentences(question, new Map(supports));
      return {
        supported: chosen.length > 0,
        answer: chosen.map((one) => escapeMarkdown(one.text)).join(' '),
        citations: chosen.map((one) => ({ ref: one.ref, quote: one.text })),
      };
    },
  };
}

/** The sentences that share words with the question, most first; one that shares none cannot be supported. */
function preselect(question: Question, candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, shared: coverage(question, candidate) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_EMBEDDED)
    .map(({ candidate }) => candidate);
}

/** 'It was built in 1889' means something only after the sentence that names it. */
const inContext = ({ text, before, leansBack }: Candidate): string =>
  leansBack && before ? `${before.text} ${text}` : text;

/** Text of documents is shown as it is, whatever Markdown would make of its signs. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<~]/g, '\\$&');
