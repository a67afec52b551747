import { EventEmitter, once, setMaxListeners } from 'node:events';
import type { Listener } from '../../db/listener.js';

/** Waits for rows to reach a final state without holding a pooled connection. */
export interface RowWaiter {
  /** Resolves when `isFinished` says so, the time is up, the signal aborts, or the process stops. */
  wait(
    id: string,
    options: { seconds: number; signal: AbortSignal; isFinished: () => Promise<boolean> },
  ): Promise<void>;
}

/** How often a waiter looks by itself: the net under notifications that were lost. */
const POLL_MS = 2_000;

/**
 * Waiters that share the process's one listening connection.
 * @param stopping ends every wait at once, after a last look, so that callers are answered before they are cut
 */
export function createRowWaiter(listener: Listener, stopping: AbortSignal): RowWaiter {
  const finished = new EventEmitter().setMaxListeners(0);
  // As many as there are waiters: Node takes eleven for a leak.
  setMaxListeners(0, stopping);
  listener.on('run_finished', (id) => finished.emit(id));
  return {
    async wait(id, { seconds, signal, isFinished }) {
      const until = performance.now() + seconds * 1_000;
      await listener.ensure();
      while (!signal.aborted && !stopping.aborted && performance.now() < until) {
        // Heard before asked: a row that is finished in between is not missed.
        const pause = new AbortController();
        const heard = once(finished, id, { signal: pause.signal }).catch(() => {});
        const stop = () => pause.abort();
        const timer = setTimeout(stop, Math.min(POLL_MS, Math.max(until - performance.now(), 1)));
        for (const ends of [signal, stopping]) ends.addEventListener('abort', stop, { once: true });
        try {
          if (await isFinished()) return;
          await heard;
        } finally {
          clearTimeout(timer);
          for (const ends of [signal, stopping]) ends.removeEventListener('abort', stop);
          stop();
        }
      }
      if (stopping.aborted && !signal.aborted) await isFinished();
    },
  };
}
