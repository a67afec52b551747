import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { Failure } from '../../domain/failures.js';
import { lazyOpenAi, type OpenAiServer } from './openai-client.js';
import { callOpenAi } from './openai-errors.js';
import { INSTRUCTIONS, renderPrompt } from './prompt.js';
import type { AnswerProvider, DraftAnswer, Passage } from './provider.js';

const Draft = z.object({
  supported: z.boolean(),
  answer: z.string(),
  citations: z.array(z.object({ ref: z.number(), quote: z.string() })),
});

const UNSUPPORTED: Readonly<DraftAnswer> = { supported: false, answer: '', citations: [] };

/**
 * Answers written by a chat model of any OpenAI-compatible server, by structured output.
 * Its `answer` throws Failure (see AnswerProvider), or the signal's reason when aborted.
 */
export function createOpenAiAnswers({ model, ...server }: OpenAiServer & { model: string }): AnswerProvider {
  const client = lazyOpenAi(server);
  return {
    name: 'openai',
    model,
    async answer(question, passages, signal) {
      if (passages.length === 0) return { ...UNSUPPORTED };
      const message = await callOpenAi(server.timeoutMs, signal, async (signal) => {
        const completion = await client().chat.completions.parse(
          {
            model,
            messages: [
              { role: 'system', content: INSTRUCTIONS },
              { role: 'user', content: renderPrompt(question, passages) },
            ],
            response_format: zodResponseFormat(Draft, 'answer'),
          },
          { signal },
        );
        return completion.choices[0]?.message;
      });
      if (message?.refusal) throw new Failure('AiRefused');
      if (!message?.parsed) throw new Failure('AiBadOutput');
      return toDraft(message.parsed, passages);
    },
  };
}

function toDraft({ supported, answer, citations }: z.infer<typeof Draft>, passages: readonly Passage[]): DraftAnswer {
  if (!supported) return { ...UNSUPPORTED };
  if (answer.trim() === '') throw new Failure('AiBadOutput');
  const refs = new Set(passages.map((passage) => passage.ref));
  const known = citations.filter(({ ref, quote }) => refs.has(ref) && quote.trim() !== '');
  return { supported, answer: answer.trim(), citations: known };
}
