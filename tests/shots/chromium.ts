import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { runProgram } from '../support/run-program.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
/** Longest that one command may take. */
const COMMAND_MS = 30_000;

/** A page of a browser without a window, asked by the DevTools protocol. */
export interface Page {
  open(address: string): Promise<void>;
  /** What the page shows, as text. */
  text(): Promise<string>;
  /** A PNG of what is seen. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

/** @throws Error in a sentence where there is no Chromium on this machine. */
async function findChromium(): Promise<string> {
  for (const name of NAMES) if (await runProgram(name, ['--version']).catch(() => '')) return name;
  throw new Error(`Pictures are taken by Chromium, and there is none: apt-get install chromium (looked for ${NAMES}).`);
}

/** Starts a browser, and opens a page of this size in CSS pixels. */
export async function openPage({ width, height }: { width: number; height: number }): Promise<Page> {
  const command = await findChromium();
  const profile = mkdtempSync(join(tmpdir(), 'scholium-shots-'));
  // The sandbox refuses to run as root, as in a container; what is opened are pages of ours.
  const flags = ['--headless=new', '--no-sandbox', '--hide-scrollbars', '--disable-gpu', '--lang=en'];
  const args = [...flags, '--remote-debugging-pipe', `--user-data-dir=${profile}`, `--window-size=${width},${height}`];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const ask = askerOf(child);
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
  const inPage = (method: string, params: object = {}) => ask(method, params, sessionId);
  await inPage('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  return {
    open: async (url) => void (await inPage('Page.navigate', { url })),
    text: async () => {
      const read = { expression: 'document.body?.innerText ?? ""', returnByValue: true };
      return (await inPage('Runtime.evaluate', read)).result.value;
    },
    picture: async () => Buffer.from((await inPage('Page.captureScreenshot', { format: 'png' })).data, 'base64'),
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the protocol's answers, each read in one place
type Asker = (method: string, params: object, sessionId?: string) => Promise<any>;

/** Commands and answers go by pipes, each ended by a zero byte. */
function askerOf(child: ChildProcess): Asker {
  const commands = child.stdio[3] as Writable;
  const waiting = new Map<number, (answer: { result?: object; error?: { message: string } }) => void>();
  let rest = '';
  (child.stdio[4] as Readable).setEncoding('utf8').on('data', (piece: string) => {
    const answers = (rest + piece).split('\0');
    rest = answers.pop() ?? '';
    for (const answer of answers.map((text) => JSON.parse(text))) waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  return (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(() => reject(new Error(`Chromium did not answer to ${method}.`)), COMMAND_MS);
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        clearTimeout(timer);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}
