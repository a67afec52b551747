import { setTimeout as sleep } from 'node:timers/promises';

/** Makes calls at a steady rate. @returns how long each took, in milliseconds from when it was due */
export async function onTheBeat(
  perSecond: number,
  seconds: number,
  call: (index: number) => Promise<Response>,
): Promise<number[]> {
  const began = performance.now();
  const calls = Array.from({ length: perSecond * seconds }, async (_, index) => {
    const due = began + (index * 1_000) / perSecond;
    await sleep(due - performance.now());
    const response = await call(index);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${response.url} answered ${response.status}`);
    return performance.now() - due;
  });
  return Promise.all(calls);
}
