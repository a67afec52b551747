import { afterEach, describe, expect, test } from '@jest/globals';
import { DeadlineExceeded } from '../../lib/deadline.js';
import { createThread, type Thread } from '../../lib/threads.js';
import { eventually } from '../support/eventually.js';

type Tasks = typeof import('./thread-tasks.js');

const url = new URL('./thread-tasks.js', import.meta.url);
const threads: Thread<Tasks>[] = [];

function startThread({ idleSeconds = 60, heapMb = 256, taskSeconds = 60 } = {}): Thread<Tasks> {
  const thread = createThread<Tasks>(url, { idleSeconds, heapMb, taskSeconds });
  threads.push(thread);
  return thread;
}
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()));
});

const where = (thread: Thread<Tasks>) => thread.run('where', undefined as never);

/** Work without an end. */
function spin(thread: Thread<Tasks>, signal?: AbortSignal) {
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const work = thread.run('spin', begun, signal);
  work.catch(() => {});
  return { work, untilBegun: () => eventually(async () => begun[0] === 1) };
}

describe('a thread', () => {
  test('does its tasks elsewhere, one after the other in the same place, and passes on what they throw', async () => {
    const thread = startThread();
    const [first, second] = await Promise.all([where(thread), where(thread)]);
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(first);
    expect(await thread.run('double', 21)).toBe(42);
    await expect(thread.run('fail', 'in the task')).rejects.toThrow('in the task');
    expect(await where(thread)).toBe(first);
  });

  test('ends with a task that takes too long, and the next task has a new one', async () => {
    const thread = startThread({ taskSeconds: 5 });
    const before = await where(thread);
    await expect(spin(thread).work).rejects.toThrow(new DeadlineExceeded('Not done within 5000 ms'));
    expect(await where(thread)).not.toBe(before);
  });

  test('ends with a task that is aborted, and those that wait for their turn go on in a new one', async () => {
    const thread = startThread();
    const before = await where(thread);
    const controller = new AbortController();
    const spinning = spin(thread, controller.signal);
    const waiting = where(thread);
    await spinning.untilBegun();
    controller.abort(new Error('nobody waits any more'));
    await expect(spinning.work).rejects.toThrow('nobody waits any more');
    expect(await waiting).not.toBe(before);
  });

  test('of a task that was given up before its turn nothing is begun', async () => {
    const thread = startThread();
    const before = await where(thread);
    await expect(spin(thread, AbortSignal.abort(new Error('given up'))).work).rejects.toThrow('given up');
    expect(await where(thread)).toBe(before);
  });

  test('has so much memory and no more', async () => {
    const thread = startThread({ heapMb: 32 });
    await expect(thread.run('fill', undefined as never)).rejects.toThrow('reaching memory limit');
    expect(await thread.run('double', 2)).toBe(4);
  });

  test('ends when it had no work for a while', async () => {
    const thread = startThread({ idleSeconds: 0.01 });
    const before = await where(thread);
    await eventually(async () => (await where(thread)) !== before);
  });

  test('is another one after a restart, which waits for the task that runs', async () => {
    const thread = startThread();
    const before = await where(thread);
    const [running] = await Promise.all([where(thread), thread.restart()]);
    expect(running).toBe(before);
    expect(await where(thread)).not.toBe(before);
  });

  test('takes no task once it is closed, also after a restart', async () => {
    const thread = startThread();
    const running = spin(thread);
    const waiting = where(thread);
    await running.untilBegun();
    await Promise.all([
      expect(running.work).rejects.toThrow(),
      expect(waiting).rejects.toThrow('The thread is closed'),
      thread.close(),
    ]);
    await thread.restart();
    await expect(where(thread)).rejects.toThrow('The thread is closed');
  });

  test('tells a task that its module cannot be loaded', async () => {
    const thread = createThread<Tasks>(new URL('./no-such-module.js', import.meta.url), {
      idleSeconds: 60,
      heapMb: 256,
      taskSeconds: 60,
    });
    threads.push(thread);
    await expect(where(thread)).rejects.toThrow('no-such-module');
  });
});
