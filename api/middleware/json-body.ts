import type { IncomingMessage } from 'node:http';
import coBody from 'co-body';
import type { ParameterizedContext } from 'koa';
import { Problem } from '../../domain/problems.js';
import { DeadlineExceeded, unlessAborted, withDeadline } from '../../lib/deadline.js';
import { parseJson } from './parse-json.js';

/** Enough for every JSON body we take. */
const MAX = '100kb';

/**
 * Reads a JSON body, which must come within `ms` milliseconds.
 * @throws Problem unsupported-media-type, payload-too-large, malformed-request, upload-interrupted, too-slow.
 */
export async function readJson(ctx: ParameterizedContext, ms: number): Promise<unknown> {
  if (!ctx.is('application/json')) throw new Problem('unsupported-media-type', 'Send a JSON body.');
  return parseJson(await readBytes(ctx, ms));
}

async function readBytes(ctx: ParameterizedContext, ms: number): Promise<Buffer> {
  try {
    const read = withDeadline(ms, undefined, (signal) =>
      // Without an encoding it gives the bytes as they came.
      unlessAborted(coBody.text(ctx.req, { limit: MAX, encoding: '' }), signal),
    );
    return await Promise.race([read, interrupted(ctx.req)]);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof DeadlineExceeded) {
      ctx.set('Connection', 'close');
      throw new Problem('too-slow', 'The body did not come in time.');
    }
    const { status } = error as { status?: number };
    if (status === 413) throw new Problem('payload-too-large', `A JSON body may have ${MAX} at most.`);
    if (status === 415) throw new Problem('unsupported-media-type', 'Send the body in UTF-8, gzip, deflate or br.');
    throw new Problem('malformed-request', 'The body cannot be read to its end.');
  }
}

/** Rejects when the caller goes away: what unpacks a compressed body would wait for the rest of it for ever. */
const interrupted = (req: IncomingMessage): Promise<never> =>
  new Promise((_, reject) => {
    req.once('close', () => {
      if (!req.complete) reject(new Problem('upload-interrupted', 'The connection ended too early.'));
    });
  });
