import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** What a model says, as a message. */
export interface Spoken {
  content: string | null;
  refusal?: string | null;
  tool_calls?: { index: number; id: string; type: 'function'; function: { name: string; arguments: string } }[];
}

/** How a response is streamed where it is not at once and to its end. */
export interface StreamFaults {
  /** Milliseconds before the first token, and before each other one. */
  firstMs?: number;
  everyMs?: number;
  /** Comments that keep the connection while the first token is waited for. */
  hasComments?: boolean;
  /** A first bit with the role and no text, at once. */
  hasEarlyRole?: boolean;
  /** Reasoning comes before the text. */
  reasoning?: string;
  /** Text and reasoning come in parts, as Mistral sends them. */
  hasParts?: boolean;
  /** What happens in the middle of the text. */
  middle?: 'stall' | 'close' | { error: object };
  /** The end as it should be, without its last line, or without any sign of an end. */
  end?: 'whole' | 'not-done' | 'none';
}

interface Chunked {
  base: object;
  message: Spoken;
  finish: string;
  usage: object | undefined;
  faults: StreamFaults;
}

const reasoningOf = ({ reasoning, hasParts }: StreamFaults): object =>
  hasParts
    ? { content: [{ type: 'thinking', thinking: [{ type: 'text', text: reasoning }] }] }
    : { reasoning: '', reasoning_content: reasoning };

/** Holds no process back. */
const wait = (ms: number) => setTimeout(ms, undefined, { ref: false });

/** Characters of a bit of text. */
const BIT = 12;

/** Streams a message as server-sent events, a few characters at a time. */
export async function streamMessage(response: ServerResponse, { base, message, finish, usage, faults }: Chunked) {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  const send = (data: object) => response.write(`data: ${JSON.stringify({ ...base, ...data })}\n\n`);
  const say = (delta: object, finish_reason: string | null = null) =>
    send({ choices: [{ index: 0, delta, finish_reason, logprobs: null }] });
  const { firstMs = 0, everyMs = 0, middle, end = 'whole' } = faults;
  if (faults.hasEarlyRole) say({ role: 'assistant', content: '' });
  if (faults.hasComments) response.write(': working on it\n\n');
  if (firstMs > 0) await wait(firstMs);
  if (faults.reasoning) say(reasoningOf(faults));
  if (message.refusal) say({ refusal: message.refusal });
  for (const call of message.tool_calls ?? []) say({ tool_calls: [call] });
  const bits = (message.content ?? '').match(new RegExp(`[\\s\\S]{1,${BIT}}`, 'g')) ?? [];
  for (const [at, bit] of bits.entries()) {
    if (response.destroyed) return;
    if (middle && at === Math.floor(bits.length / 2)) {
      if (middle === 'stall') return;
      if (middle === 'close') return void response.destroy();
      send(middle);
      return void response.end('data: [DONE]\n\n');
    }
    say({ content: faults.hasParts ? [{ type: 'text', text: bit }] : bit });
    if (everyMs > 0) await wait(everyMs);
  }
  if (end === 'none') return void response.end();
  say({}, finish);
  if (usage) send({ choices: [], usage });
  response.end(end === 'whole' ? 'data: [DONE]\n\n' : undefined);
}
