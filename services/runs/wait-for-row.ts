import { EventEmitter, once } from 'node:events';
import type { Listener } from '../../db/listener.js';

/** Waits for rows to reach a final state without holding a pooled connection. */
export interface RowWaiter {
  /** Resolves when `isFinished` says so, the time is up, or the signal aborts. */
  wait(
    id: string,
    options: { seconds: number; signal: AbortSignal; isFinished: () => Promise<boolean> },
  ): Promise<void>;
}

/** How often a waiter looks by itself: the net under notifications that were lost. */
const POLL_MS = 2_000;

/** Waiters that share the process's one listening connection. */
export function createRowWaiter(listener: Listener): RowWaiter {
  const finished = new EventEmitter().setMaxListeners(0);
  listener.on('run_finished', (id) => finished.emit(id));
  return {
    async wait(id, { seconds, signal, isFinished }) {
      const until = performance.now() + seconds * 1_000;
      await listener.ensure();
      while (!signal.aborted && performance.now() < until) {
        // Heard before asked: a row that is finished in between is not missed.
        const pause = new AbortController();
        const heard = once(finished, id, { signal: pause.signal }).catch(() => {});
        const stop = () => pause.abort();
        const timer = setTimeout(stop, Math.min(POLL_MS, Math.max(until - performance.now(), 1)));
        signal.addEventListener('abort', stop, { once: true });
        try {
          if (await isFinished()) return;
          await heard;
        } finally {
          clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          stop();
        }
      }
    },
  };
}
