import { setTimeout as sleep } from 'node:timers/promises';
import type { Child, Children } from './children.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** One that ran this long was well; its next restart is quick again. */
const STEADY_MS = 60_000;

export interface Supervision {
  title: string;
  children: Children;
  /** Starts it and resolves when it is ready. */
  start(): Promise<Child>;
  say(line: string): void;
}

/**
 * Starts something and starts it again, later and later, whenever it ends by itself.
 * @throws whatever the first start throws
 */
export async function supervise({ title, children, start, say }: Supervision): Promise<void> {
  const keep = async (first: Child) => {
    let child = first;
    let delay = FIRST_DELAY_MS;
    for (;;) {
      const began = Date.now();
      const how = await child.exited;
      if (children.isClosing()) return;
      if (Date.now() - began > STEADY_MS) delay = FIRST_DELAY_MS;
      say(`${title} ended by itself (${how}); it is started again. Log: ${child.logFile}`);
      for (let again: Child | undefined; again === undefined; ) {
        await sleep(delay);
        if (children.isClosing()) return;
        delay = Math.min(delay * 2, LONGEST_DELAY_MS);
        again = await start().catch((error: Error) => {
          if (!children.isClosing()) say(`${title} could not be started again: ${error.message}`);
          return undefined;
        });
        if (again) child = again;
      }
      say(`${title} runs again.`);
    }
  };
  void keep(await start());
}
