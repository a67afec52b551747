import { join } from 'node:path';
import { untilReady } from '../../stack/until-ready.js';
import { writeWorkflowBundle } from '../../temporal-config/bundle.js';
import type { Bench, Figures } from '../benchmark.js';
import { builtProduct } from '../built-product.js';
import { printTable, printTarget } from '../report.js';
import { median, rounded } from '../statistics.js';

const ROUNDS = { short: 3, usual: 5 };
/** Seconds. */
const TARGETS = { api: 1.5, worker: 3 };

type Part = keyof typeof TARGETS;

/** Seconds from the start of a process of the image, with the workflow bundle that the image has, until it is ready. */
export async function measureStarts(bench: Bench): Promise<Figures> {
  const build = await builtProduct(bench);
  const bundle = join(build, 'workflows.bundle.js');
  await writeWorkflowBundle(bundle);
  const { ports, env } = bench;
  const own = { ...env, WORKFLOW_BUNDLE: bundle };
  const parts: Record<Part, { marker: string; url: string }> = {
    api: { marker: join(build, 'api', 'server.js'), url: `http://127.0.0.1:${ports.api}/readyz` },
    worker: {
      marker: join(build, 'temporal-config', 'worker.js'),
      url: `http://127.0.0.1:${ports.workerHealth}/readyz`,
    },
  };
  const seconds: Record<Part, number[]> = { api: [], worker: [] };
  for (let round = 0; round < (bench.isShort ? ROUNDS.short : ROUNDS.usual); round += 1)
    for (const part of ['api', 'worker'] as const) seconds[part].push(await startOnce(bench, part, parts[part], own));
  const medians = { api: rounded(median(seconds.api), 2), worker: rounded(median(seconds.worker), 2) };
  printTable(
    ['ready after, s', 'median', 'at most'],
    (['api', 'worker'] as const).map((part) => [part, medians[part].toFixed(2), String(TARGETS[part])]),
  );
  const withinTarget = printTarget(
    `the API within ${TARGETS.api} s and the worker within ${TARGETS.worker} s`,
    medians.api <= TARGETS.api && medians.worker <= TARGETS.worker,
  );
  return { seconds: medians, withinTarget };
}

async function startOnce(
  { children }: Bench,
  name: Part,
  { marker, url }: { marker: string; url: string },
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const began = performance.now();
  const child = await children.start({ name, command: process.execPath, args: [marker], marker, env, graceMs: 20_000 });
  await untilReady(name, child, async () => {
    const { ok, status } = await fetch(url);
    if (!ok) throw new Error(`it answers ${status}`);
  });
  const seconds = (performance.now() - began) / 1_000;
  await child.stop();
  return seconds;
}
