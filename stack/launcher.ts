import { type Children, createChildren } from './children.js';
import { releaseLock, takeLock } from './lock.js';
import type { Home } from './paths.js';
import { endLeftovers } from './processes.js';
import type { Progress } from './progress.js';
import { onStop } from './signals.js';

export interface Launch {
  home: Home;
  /** The entry's path, as it stands in this process's command line. */
  marker: string;
  progress: Progress;
  /** Gives an exit code, or nothing to stay up until a signal. */
  work(children: Children): Promise<number | undefined>;
  /** After every child has ended. */
  cleanUp?(): void;
}

/**
 * Runs a launcher's work in a folder that is its alone, and ends all its children however it ends: by a signal
 * (exit code 128 + its number), by an error (printed, exit code 1), or by its own exit code.
 */
export async function launch({ home, marker, progress, work, cleanUp }: Launch): Promise<void> {
  try {
    takeLock(home, marker);
  } catch (error) {
    fail(error);
    return;
  }
  const children = createChildren(home);
  const leave = () => {
    progress.end();
    cleanUp?.();
    releaseLock(home);
  };
  const stop = async () => {
    await children.close();
    leave();
  };
  const kill = () => {
    children.kill();
    leave();
  };
  onStop(stop, kill, () => progress.line('Stopping …'));
  try {
    const left = await endLeftovers(home.run);
    if (left.length > 0) progress.line(`Ended what a killed start had left: ${left.join(', ')}.`);
    const code = await work(children);
    if (code === undefined || children.isClosing()) return;
    await stop();
    process.exit(code);
  } catch (error) {
    // What was under way fails when everything is being stopped; that is no news.
    if (children.isClosing()) return;
    progress.end();
    fail(error);
    await stop();
    process.exit();
  }
}

/** Our own errors are sentences for the reader; what nobody foresaw shows where it came from. */
function fail(error: unknown): void {
  const foreseen = error instanceof Error && !/^(Type|Reference|Range|Syntax)Error/.test(error.name) && error.message;
  console.error(foreseen || error);
  process.exitCode = 1;
}
