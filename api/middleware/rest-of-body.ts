import type { IncomingMessage } from 'node:http';
import { REST_OF_BODY_MS } from '../../domain/wait-limits.js';

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads what still comes of a body whose response is known, within bounds and without keeping it: clients read the
 * response when they have sent. `req.complete` tells whether all came.
 */
export async function takeRestOfBody(req: IncomingMessage): Promise<void> {
  if (req.complete || req.destroyed) return;
  let left = MAX_BYTES;
  // Whoever read it may have stopped in the middle.
  req.unpipe();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, REST_OF_BODY_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    req.on('data', (piece: Buffer) => {
      left -= piece.length;
      if (left < 0) end();
    });
    req.once('end', end);
    req.once('close', end);
    req.resume();
  });
  req.pause();
}
