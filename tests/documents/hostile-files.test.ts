import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { randomNumbers } from '../../lib/random-numbers.js';
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
let noise: string;
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
  await keep('nothing-to-read.png', await scribbles());
  const args = ['--import', 'tsx', PROCESS, ...paths];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const read = JSON.parse(stdout) as Outcome[];
  noise = stderr;
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

it('what nothing can be read on ends as well, and the engines write nothing into the log', () => {
  expect(outcomes.get('nothing-to-read.png')?.outcome).toBe('1 pages');
  expect(noise).toBe('');
});

it('the memory of the process stays below 1 GB all the while', () => {
  const peak = Math.max(...[...outcomes.values()].map(({ peakMb }) => peakMb));
  expect(peak).toBeGreaterThan(50);
  expect(peak).toBeLessThan(900);
});

/** Lines as a child draws them: enough ink for a page of text, and no letter. */
function scribbles(): Promise<Buffer> {
  const random = randomNumbers(5);
  const points = () => Array.from({ length: 60 }, () => `${random() * 900},${random() * 600}`).join(' ');
  const paths = Array.from(
    { length: 4 },
    () => `<polyline points="${points()}" fill="none" stroke="#000" stroke-width="3"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600">${paths.join('')}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png().toBuffer();
}
