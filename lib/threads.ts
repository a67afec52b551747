import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { withDeadline } from './deadline.js';
import { createSemaphore } from './semaphore.js';

/** One worker thread, started by its first task, working on one task at a time. */
export interface Thread<T extends object> {
  /**
   * Runs a task in its turn. An abort or a task that takes too long ends the thread, even within WebAssembly,
   * and the next task starts a new one. @throws DeadlineExceeded; the signal's reason; what the task throws.
   */
  run<K extends keyof T & string>(name: K, task: TaskOf<T, K>, signal?: AbortSignal): Promise<ResultOf<T, K>>;
  /** Ends the thread between two tasks, which gives its memory back; the next task starts a new one. */
  restart(): Promise<void>;
  /** Ends the thread; running and waiting tasks fail. */
  close(): Promise<void>;
}

type TaskOf<T, K extends keyof T> = T[K] extends (task: infer Task) => unknown ? Task : never;
type ResultOf<T, K extends keyof T> = T[K] extends (task: never) => infer Result ? Awaited<Result> : never;

interface ThreadOptions {
  /** The thread ends after so long without work, which gives its memory back. */
  idleSeconds: number;
  /** JavaScript heap at most, in MiB; memory of WebAssembly does not count. */
  heapMb: number;
  /** Seconds at most for one task, its wait for others not counted. */
  taskSeconds: number;
}

const RUNS_FROM_SOURCE = import.meta.url.endsWith('.ts');

/**
 * Prepares a thread for the module at `url` (named .js, as an import would be); nothing starts before the first task.
 * From sources the thread loads tsx by its absolute address, so that it also works under jest, whose transforms
 * end at the thread's border, and from any working directory.
 */
export function createThread<T extends object>(url: URL, options: ThreadOptions): Thread<T> {
  const { idleSeconds, heapMb, taskSeconds } = options;
  const filename = RUNS_FROM_SOURCE ? url.href.replace(/\.js$/, '.ts') : url.href;
  const start = () => {
    const started = new Piscina({
      execArgv: RUNS_FROM_SOURCE ? ['--import', loaderAddress()] : [],
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: idleSeconds * 1000,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      // Atomics would freeze the thread between tasks and with it whatever the engine does there.
      atomics: 'disabled',
      recordTiming: false,
    });
    // A thread that cannot start tells the pool and not the task; one that dies between tasks harms nobody.
    started.on('error', (error) => endTask?.(error));
    return started;
  };
  // When a task is aborted, piscina starts no new thread for those in its queue, so they wait here.
  const semaphore = createSemaphore(1);
  let endTask: ((reason: unknown) => void) | undefined;
  let closed = false;
  let pool = start();
  return {
    run: (name, task, signal) =>
      semaphore.run(
        () =>
          withDeadline(taskSeconds * 1000, signal, async (within, abort) => {
            if (closed) throw new Error('The thread is closed');
            endTask = abort;
            return pool.run(task, { filename, name, signal: within });
          }),
        signal,
      ),
    restart: () =>
      semaphore.run(async () => {
        if (closed) return;
        const former = pool;
        pool = start();
        await former.destroy();
      }),
    close() {
      closed = true;
      return pool.destroy();
    },
  };
}

function loaderAddress(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
