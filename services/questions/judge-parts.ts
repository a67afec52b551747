import type { AiCall, AnswerProvider, CitedSentence } from '../../clients/ai/provider.js';
import { Failure } from '../../domain/runs/failures.js';
import type { PartCheck } from '../../domain/tutor/support/check-part-support.js';

/** Sentences that one call judges at most; the rules decide on the others. */
const MAX_JUDGED = 12;

/**
 * Has a chat model judge the parts that rules cannot decide on, all in one call.
 * @returns what it said of whom; none where there is no such model, no budget left, or no answer: the rules decide then
 * @throws Failure Superseded; the signal's reason.
 */
export async function judgeParts(
  { judge }: Pick<AnswerProvider, 'judge'>,
  parts: readonly PartCheck[],
  call: AiCall,
): Promise<ReadonlyMap<PartCheck, boolean>> {
  const unsure = parts.filter(({ support }) => support.outcome === 'unsure').slice(0, MAX_JUDGED);
  if (!judge || unsure.length === 0) return new Map();
  const verdicts = await judge(unsure.map(toSentence), call).catch(noneOfAi);
  return new Map(
    unsure.flatMap((part, at) => {
      const verdict = verdicts[at];
      return typeof verdict === 'boolean' ? [[part, verdict] as const] : [];
    }),
  );
}

const toSentence = ({ part, evidence }: PartCheck): CitedSentence => ({
  text: part.text,
  evidence: evidence
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ headings, before, sentence }) => [headings, before, sentence].filter((text) => text !== '').join('\n')),
});

/** An answer does not wait for a judge: whatever ails the server, the rules decide. */
function noneOfAi(error: unknown): null[] {
  if (error instanceof Failure && error.type.startsWith('Ai')) return [];
  throw error;
}
