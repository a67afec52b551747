import { Context } from '@temporalio/activity';
import { Failure } from '../domain/runs/failures.js';

/** What a heartbeat keeps of an attempt for the next one. */
interface Kept {
  /** Hash of what could not be read. */
  output: string;
}

const isKept = (details: unknown): details is Kept =>
  typeof details === 'object' && details !== null && typeof (details as Kept).output === 'string';

/**
 * Ends the attempts at work whose AI server gives the same unreadable output again: the next would be the same, and
 * cost as much. What an attempt got is in its heartbeat; should that be lost, one more is made.
 * @throws Failure AiUnreadable in the place of AiBadOutput.
 */
export async function endRepeatedOutput<T>(report: (details: Kept) => void, work: () => Promise<T>): Promise<T> {
  const before: unknown = Context.current().info.heartbeatDetails;
  try {
    return await work();
  } catch (error) {
    const output = error instanceof Failure && error.type === 'AiBadOutput' ? error.output : undefined;
    if (output === undefined) throw error;
    if (isKept(before) && before.output === output) throw new Failure('AiUnreadable');
    report({ output });
    throw error;
  }
}
