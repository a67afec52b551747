import { type Candidate, candidatesOf } from './offline/candidates.js';
import { loadLanguage } from './offline/language.js';
import { type Aspect, readAspects } from './offline/question.js';
import { coverage, type Weighed, weigh } from './offline/scoring.js';
import { judgeSentence, type Picked, pickSentences } from './offline/selection.js';
import type { AnswerProvider, EmbeddingProvider } from './provider.js';

/** One batch of the encoder, the question's aspects among them: about half a second of work. */
const MAX_EMBEDDED = 16;
/** Sentences picked for a question with one aspect, and for each of more. */
const MAX_PICKED = { alone: 3, each: 2 };
/** Sentences cited, with those that a picked one refers back to: for one aspect, and for more. */
const MAX_CITED = { alone: 3, together: 4 };

interface WeighedAspect {
  aspect: Aspect;
  words: readonly Weighed[];
}

/**
 * Answers by extraction, with no model that writes: the sentences of the passages that answer, four at most, each
 * cited. Where none does it says so (supported = false). English only.
 * @param embed turns texts into unit vectors; offline/selection.ts is calibrated for the offline encoder. Its failures
 * are thrown as they come, and the signal's reason when aborted.
 */
export function createOfflineAnswers({ embed }: { embed: EmbeddingProvider['embed'] }): AnswerProvider {
  return {
    name: 'offline',
    model: 'extractive-2',
    async draft(input, passages, call) {
      call?.signal?.throwIfAborted();
      const language = await loadLanguage();
      const sentences = candidatesOf(passages, language);
      const aspects = readAspects(input, language).map((aspect) => ({ aspect, words: weigh(aspect, sentences) }));
      const picked = await pickForAll(aspects, preselect(aspects, sentences), (texts, kind) =>
        embed(texts, kind, call),
      );
      const max = aspects.length > 1 ? MAX_CITED.together : MAX_CITED.alone;
      const cited = arrange(
        picked.map((one) => one.sentences),
        max,
      );
      return {
        supported: cited.length > 0,
        answer: cited.map(({ ref, text }) => ({ text: escapeMarkdown(text), citations: [{ ref, quote: text }] })),
        steps: [],
        keyPoints: [],
        followUps: [],
        confidence: Math.max(0, ...picked.map(({ confidence }) => confidence)),
      };
    },
    revise: null,
    judge: null,
    answerGenerally: null,
  };
}

/** Judges the likely sentences by each aspect, and picks. */
async function pickForAll(
  aspects: readonly WeighedAspect[],
  likely: readonly Candidate[],
  embed: (texts: string[], kind: 'query' | 'passage') => Promise<number[][]>,
): Promise<Picked[]> {
  if (likely.length === 0) return [];
  const ofAspects = await embed(
    aspects.map(({ aspect }) => aspect.text),
    'query',
  );
  const ofSentences = await embed(likely.map(inContext), 'passage');
  const max = aspects.length > 1 ? MAX_PICKED.each : MAX_PICKED.alone;
  return aspects.map(({ aspect, words }, index) => {
    const judged = likely.map((candidate, at) => {
      const pair = { ofAspect: ofAspects[index] ?? [], ofSentence: ofSentences[at] ?? [] };
      return judgeSentence(aspect, words, candidate, pair);
    });
    return pickSentences(aspect, words, judged, max);
  });
}

/** The sentences that hold, or are near, most of the aspects' words; as many for each aspect. */
function preselect(aspects: readonly WeighedAspect[], sentences: readonly Candidate[]): Candidate[] {
  const rankings = aspects.map(({ aspect, words }) =>
    sentences
      .map((sentence) => ({ sentence, shared: coverage(aspect, words, sentence) }))
      .map(({ sentence, shared: { own, nearby } }) => ({ sentence, shared: own + nearby }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared)
      .map(({ sentence }) => sentence),
  );
  const inTurn = sentences.flatMap((_, rank) => rankings.flatMap((ranking) => ranking[rank] ?? []));
  return [...new Set(inTurn)].slice(0, MAX_EMBEDDED - aspects.length);
}

/** 'It was built in 1889' means something only after the sentence that names it. */
const inContext = ({ text, before, refersBack }: Candidate): string =>
  refersBack && before ? `${before.text} ${text}` : text;

/**
 * Adds the sentences that picked ones refer back to, where there is room, and puts each passage's in the order of its
 * text, the passage of the best sentence first.
 */
function arrange(picked: readonly (readonly Candidate[])[], max: number): Candidate[] {
  const cited = new Map<string, Candidate>();
  for (const candidate of picked.flat()) {
    const parts = candidate.refersBack && candidate.before ? [candidate.before, candidate] : [candidate];
    const added = parts.filter(({ text }) => !cited.has(text));
    if (cited.size + added.length > max) continue;
    for (const part of added) cited.set(part.text, part);
  }
  const refs = [...cited.values()].map(({ ref }) => ref);
  return [...cited.values()].sort((a, b) => refs.indexOf(a.ref) - refs.indexOf(b.ref) || a.at - b.at);
}

/** Text of documents is shown as it is, whatever Markdown would make of its characters. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<~]/g, '\\$&');
