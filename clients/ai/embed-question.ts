import { Failure } from '../../domain/runs/failures.js';
import { neutralQuestion } from '../../domain/text/neutral-question.js';
import type { AiCall, EmbeddingProvider } from './provider.js';

/**
 * What a neutral question counts against the question. Without it, texts in the question's language come before the
 * right ones in another: by multilingual-e5-small the six first texts had every fact of 17 of 31 questions in another
 * language than the page, with it of 22, and of 195 of 197 others both times. Chosen by the part `calibration` of
 * bench/tutor, where shares from 0.5 to 0.8 do alike; the held-out part shows no gain (docs/tutor.md).
 */
export const NEUTRAL = 0.5;

/**
 * The vector to search a question's passages by: the question's, less what it has of any question in its language.
 * @throws Failure as embed does; AiBadOutput where a vector is missing
 */
export async function embedQuestion(
  { embed }: Pick<EmbeddingProvider, 'embed'>,
  question: string,
  call?: AiCall,
): Promise<number[]> {
  const [asked, neutral] = await embed([question, neutralQuestion(question)], 'query', call);
  if (!asked || !neutral) throw new Failure('AiBadOutput');
  return asked.map((value, at) => value - NEUTRAL * (neutral[at] ?? 0));
}
