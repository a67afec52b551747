import type { Context, Middleware } from 'koa';
import { serviceUnavailable } from '../../domain/problems.js';

/**
 * Gives a response to whoever sent a whole request so many milliseconds ago, whatever it waits for. Its work is not
 * stopped: `callerGone` tells it that nobody waits any more, and what it still commits, a repeat finds.
 * @throws Problem service-unavailable
 */
export const timeLimit =
  (ms: number): Middleware =>
  async (ctx, next) => {
    const limit = startLimit(ctx, ms);
    try {
      await Promise.race([next(), limit.late]);
    } finally {
      limit.stop();
    }
  };

function startLimit({ req }: Context, ms: number): { late: Promise<never>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let start = () => {};
  const late = new Promise<never>((_, reject) => {
    start = () => {
      clearTimeout(timer);
      // A body that is still on its way has bounds of its own, and begins the time anew when it is whole.
      timer = setTimeout(
        () => req.complete && reject(serviceUnavailable('This takes too long now; try again in a moment.')),
        ms,
      );
    };
  });
  start();
  req.once('end', start);
  const stop = () => {
    clearTimeout(timer);
    req.off('end', start);
  };
  return { late, stop };
}
