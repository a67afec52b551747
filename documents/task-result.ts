import { Failure, type FailureType } from '../domain/runs/failures.js';
import { DeadlineExceeded } from '../lib/deadline.js';

/** The value of a thread's task, or the failure it ended with: errors lose their class between threads. */
export type TaskResult<T> = { value: T } | { failure: FailureType };

/**
 * A task's value.
 * @throws its Failure; one of type `exhausted` when the task took all the time or memory that the thread has, with the
 * error as its cause; any other error as it is.
 */
export async function unwrapResult<T>(running: Promise<TaskResult<T>>, exhausted: FailureType): Promise<T> {
  const outcome = await running.catch((error: unknown) => {
    if (error instanceof DeadlineExceeded || isOutOfMemory(error)) throw new Failure(exhausted, { cause: error });
    throw error;
  });
  if ('failure' in outcome) throw new Failure(outcome.failure);
  return outcome.value;
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
