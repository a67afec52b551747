import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HOSTILE_FILES } from './hostile-files.js';
import { makeDocx, makePptx, para } from './office-files.js';

/** They are read in a process of their own, one after another, because the peak of its memory is what counts. */
const PROCESS = fileURLToPath(new URL('./hostile-process.ts', import.meta.url));

interface Outcome {
  path: string;
  outcome: string;
  peakMb: number;
}

let folder: string;
let outcomes: Map<string, Outcome>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scholium-hostile-'));
  const paths: string[] = [];
  const keep = async (name: string, file: Uint8Array) => {
    paths.push(join(folder, name));
    await writeFile(join(folder, name), file);
  };
  for (const { name, make } of HOSTILE_FILES) await keep(name, await make());
  await keep('good.docx', await makeDocx(para('The tide comes in.')));
  await keep('good.pptx', await makePptx([{ title: 'Tides' }]));
  const args = ['--import', 'tsx', PROCESS, ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } });
  const read = JSON.parse(stdout) as Outcome[];
  outcomes = new Map(read.map((each) => [basename(each.path), each]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(HOSTILE_FILES.map(({ name, outcome }) => [name, outcome]))('%s ends as %s', (name, outcome) => {
  expect(outcomes.get(name)?.outcome).toBe(outcome);
});

it('good files are read after all of them', () => {
  expect(outcomes.get('good.docx')?.outcome).toBe('1 pages');
  expect(outcomes.get('good.pptx')?.outcome).toBe('1 pages');
});

it('the memory of the process stays below 1 GB all the while', () => {
  const peak = Math.max(...[...outcomes.values()].map(({ peakMb }) => peakMb));
  expect(peak).toBeGreaterThan(50);
  expect(peak).toBeLessThan(1_000);
});
