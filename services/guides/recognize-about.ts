import type { AiCall } from '../../clients/ai/provider.js';
import { aboutConfidence, kindByWords, mayBeAbout, readAboutQuestion } from '../../domain/guides/about-question.js';
import type { AboutKind } from '../../domain/guides/guide-language.js';
import { type NamedPart, namedParts, type TitledGuide } from '../../domain/guides/named-parts.js';
import type { AboutExamples } from './about-examples.js';

/** What a question about whole materials asks for. */
export interface About {
  kind: AboutKind;
  /** The guides, or parts of them, that it is about. */
  parts: NamedPart[];
  /** How sure that is, 0 to 1. */
  confidence: number;
}

/**
 * Recognizes a question about whole materials, or parts of them that it names.
 * @param asked.guides reads the guides in its scope; only called for one that may be about them
 * @param asked.isInThread whether something was asked before, to which it may refer
 * @returns undefined for a question of another kind, and where there is no guide
 * @throws what the encoder and `guides` throw
 */
export async function recognizeAbout(
  examples: AboutExamples,
  asked: { question: string; isInThread: boolean; guides: () => Promise<readonly TitledGuide[]> },
  call: AiCall,
): Promise<About | undefined> {
  const { question, isInThread } = asked;
  const reading = readAboutQuestion(question, await examples.languages());
  if (!reading || !mayBeAbout(reading)) return undefined;
  const { fit, parts } = namedParts(reading, await asked.guides());
  if (fit === 'spoken-of') return undefined;
  const nearest = await examples.nearest(question, call);
  const confidence = aboutConfidence(reading, { fit, likeness: nearest?.likeness, isInThread });
  if (confidence === undefined || parts.length === 0) return undefined;
  return { kind: nearest?.kind ?? kindByWords(question, reading.language), parts, confidence };
}
