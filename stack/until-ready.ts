import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './children.js';
import { lastLines } from './last-lines.js';

/**
 * Tries a check until it passes.
 * @throws Error with the end of the log when the child ended meanwhile, or the check's own error when time is up
 */
export async function untilReady<T>(title: string, child: Child, check: () => Promise<T>, ms = 60_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (child.hasExited())
        throw new Error(`${title} ended (${await child.exited}). Log: ${child.logFile}\n${lastLines(child.logFile)}`);
      if (Date.now() > deadline) {
        await child.stop();
        throw new Error(
          `${title} is not ready after ${ms / 1_000} s: ${(error as Error).message}. Log: ${child.logFile}`,
        );
      }
      await sleep(50);
    }
  }
}
