import type { IncomingMessage } from 'node:http';
import coBody from 'co-body';
import type { ParameterizedContext } from 'koa';
import { Problem } from '../../domain/problems.js';
import { parseJson } from './parse-json.js';

/** Enough for every JSON body we take. */
const MAX = '100kb';

/**
 * Reads a JSON body.
 * @throws Problem unsupported-media-type, payload-too-large, malformed-request, upload-interrupted.
 */
export async function readJson(ctx: ParameterizedContext): Promise<unknown> {
  if (!ctx.is('application/json')) throw new Problem('unsupported-media-type', 'Send a JSON body.');
  return parseJson(await readBytes(ctx));
}

async function readBytes(ctx: ParameterizedContext): Promise<Buffer> {
  try {
    // Without an encoding it gives the bytes as they came.
    return await Promise.race([coBody.text(ctx.req, { limit: MAX, encoding: '' }), interrupted(ctx.req)]);
  } catch (error) {
    if (error instanceof Problem) throw error;
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
