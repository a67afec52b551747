/**
 * `npm run docs:shots`: takes the pictures of Temporal's UI in docs/support.md, on engines of its own and with an AI
 * server that is away. It fails where the UI does not show what the pictures are there for.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Config } from '../../config.js';
import { FAILURES } from '../../domain/runs/failures.js';
import type { Children } from '../../stack/children.js';
import { ROOT } from '../../stack/paths.js';
import { freePorts, portMap } from '../../stack/ports.js';
import { createProgress } from '../../stack/progress.js';
import { SAMPLE_PDF } from '../../stack/sample/source.js';
import { cachedWorkflowBundle } from '../../stack/workflow-bundle.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { createRunLinks } from '../../temporal-config/run-links.js';
import { scheduleId } from '../../temporal-config/schedules.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { json } from '../support/http.js';
import { launchIn } from '../support/launch-in.js';
import { startPrivateStack } from '../support/private-stack.js';
import { createStudent, type Student } from '../support/sign-up.js';
import { openPage, type Page } from './chromium.js';

const SHOTS = join(ROOT, 'docs', 'support');
const SIZE = { width: 1200, height: 780 };
/** Of each picture; they are loaded with the page. */
const MAX_BYTES = 100_000;
/** Longest that one piece of work, and that a page may take. */
const PATIENCE_MS = 300_000;
const PAGE_MS = 60_000;
const REASON = 'maintenance, ticket 4711';

interface Shot {
  name: string;
  address: string;
  /** What the page has to show before the picture is taken. */
  shows: (string | RegExp)[];
}

async function run(children: Children): Promise<number> {
  const progress = createProgress();
  const bundle = await cachedWorkflowBundle();
  const { api: nobodyListens } = await freePorts();
  const adapt = async () => ({
    OPENAI_BASE_URL: `http://127.0.0.1:${nobodyListens}/v1`,
    OPENAI_CHAT_MODEL: 'a-model',
  });
  const { api, config } = await startPrivateStack(children, { bundle, adapt, progress });
  const page = await openPage(SIZE);
  try {
    for (const shot of await progress.step('What support looks at', makeCases(api, config)))
      await progress.step(shot.name, take(page, shot));
    return 0;
  } finally {
    await page.close();
  }
}

/** One run that failed, one whose step is tried again and again, and a schedule that somebody paused. */
async function makeCases(api: { url: string }, config: Config): Promise<Shot[]> {
  const temporal = createTemporalClient(config);
  const ui = `http://127.0.0.1:${portMap(config.API_PORT).temporalUi}`;
  const links = createRunLinks(ui, temporal.options.namespace);
  try {
    const student = await createStudent({ api });
    await upload(student, SAMPLE_PDF, 'ready');
    const locked = await upload(student, 'tests/fixtures/encrypted.pdf', 'failed');
    const asked = await body(await student.fetch('/materials/query', json('POST', { question: 'When is high tide?' })));
    const waiting = temporal.workflow.getHandle(`question:${asked.id}:1`);
    const { runId } = await eventually(async () => {
      const { raw, runId } = await waiting.describe();
      return raw.pendingActivities?.some(({ attempt }) => (attempt ?? 0) > 2) ? { runId } : undefined;
    }, PATIENCE_MS);
    const schedule = scheduleId(config.TASK_QUEUE_PREFIX, 'trainWeights');
    await temporal.schedule.getHandle(schedule).pause(REASON);
    const failed = await temporal.workflow.getHandle(`ingest:${locked.id}:1`).describe();
    return [
      {
        name: 'runs-of-a-student',
        address: links.search(`UserId = '${student.id}'`),
        shows: [`ingest:${locked.id}:1`, `question:${asked.id}:1`, /running/i, /completed/i],
      },
      {
        name: 'a-failed-run',
        address: `${links.run(`ingest:${locked.id}:1`)}/${failed.runId}/timeline`,
        shows: [FAILURES.Encrypted.sentence],
      },
      {
        name: 'a-step-that-is-tried-again',
        address: `${links.run(`question:${asked.id}:1`)}/${runId}/pending-activities`,
        shows: ['draftAnswer', 'AiUnavailable', /attempt/i],
      },
      {
        name: 'a-paused-schedule',
        address: `${ui}/namespaces/${temporal.options.namespace}/schedules/${schedule}`,
        shows: [/paused/i, REASON],
      },
    ];
  } finally {
    await temporal.connection.close();
  }
}

async function upload(student: Student, file: string, end: string): Promise<{ id: string }> {
  const form = new FormData();
  form.set('title', 'Tides');
  form.set('file', new Blob([readFileSync(file)]), 'tides.pdf');
  const { id } = await body(await student.fetch('/materials/upload', { method: 'POST', body: form }));
  await eventually(async () => (await body(await student.fetch(`/materials/${id}`))).status === end, PATIENCE_MS);
  return { id };
}

/** @throws Error with the page's text where it does not show in time what it should. */
async function take(page: Page, { name, address, shows }: Shot): Promise<void> {
  await page.open(address);
  const isThere = (text: string) =>
    shows.every((one) => (typeof one === 'string' ? text.includes(one) : one.test(text)));
  await eventually(async () => isThere(await page.text()), PAGE_MS).catch(async () => {
    throw new Error(`${address} does not show ${shows.join(', ')}:\n${(await page.text()).slice(0, 3_000)}`);
  });
  const picture = await sharp(await page.picture())
    .png({ palette: true, colors: 64, effort: 10 })
    .toBuffer();
  if (picture.length > MAX_BYTES) throw new Error(`${name} has ${picture.length} bytes, over ${MAX_BYTES}.`);
  mkdirSync(SHOTS, { recursive: true });
  writeFileSync(join(SHOTS, `${name}.png`), picture);
}

await launchIn('shots', fileURLToPath(import.meta.url), run);
