import { createHash } from 'node:crypto';
import { Failure } from '../../domain/runs/failures.js';
import type { Form } from './answer-forms.js';
import type { Completion } from './openai-stream.js';
import { type ChatRequest, type ChatServer, createTalk } from './openai-talk.js';
import { BRIEFLY, renderForm } from './prompt.js';
import type { AiCall } from './provider.js';
import { readForm } from './read-form.js';

export type Chat = <T>(request: ChatRequest & { form: Form<T> }, call?: AiCall) => Promise<T>;

/**
 * Gives a function that has one chat model fill in forms. An answer that is cut off is taken where its first field is
 * whole, else asked for once more, more briefly. It throws Failure (see AnswerProvider).
 */
export function createChat(server: ChatServer): Chat {
  const talk = createTalk(server);
  return async ({ system, user, form }, call = {}) => {
    const told = `${system}\n\n${renderForm(form)}`;
    const first = await talk({ system: told, user, form }, call);
    if (!first.isCut) return read(first, form);
    const whole = readForm(form, first.content);
    if (whole?.isFirstWhole) return whole.fields;
    const second = await talk({ system: `${told}\n\n${BRIEFLY}`, user, form }, call);
    if (second.isCut) throw new Failure('AiTooLong');
    return read(second, form);
  };
}

/** Read after the call is settled: a response that cannot be used costs the same. */
function read<T>({ content, isRefused }: Completion, form: Form<T>): T {
  if (isRefused) throw new Failure('AiRefused');
  const found = readForm(form, content);
  if (!found) throw new Failure('AiBadOutput', { output: createHash('sha256').update(content).digest('hex') });
  return found.fields;
}
