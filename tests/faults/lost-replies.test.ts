import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listOperations } from '../../api/register-routes.js';
import { originalKey } from '../../domain/object-keys.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { syncSchedules } from '../../temporal-config/schedules.js';
import { body } from '../support/body.js';
import {
  ASKS,
  behindProxies,
  type EngineProxies,
  startEngineProxies,
  type WatchedEngine,
} from '../support/engine-proxies.js';
import { type GoogleDouble, startGoogle } from '../support/google.js';
import { twoColors } from '../support/images.js';
import { listKeys } from '../support/objects.js';
import { callsOf, type OperationCall } from '../support/operation-calls.js';
import { type RowShapes, rowShapes, shapeChanges } from '../support/row-shapes.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newSubject, type Subject } from './operation-subject.js';

let app: TestApp;
let google: GoogleDouble;
let proxies: EngineProxies;
let image: Buffer;
beforeAll(async () => {
  google = await startGoogle();
  proxies = await startEngineProxies();
  app = await startTestApp(google.env, behindProxies(proxies));
  image = await twoColors(64, 64).png().toBuffer();
  const client = createTemporalClient(app.config);
  await syncSchedules(client, app.config.TASK_QUEUE_PREFIX);
  await client.connection.close();
});
afterAll(async () => {
  await proxies.passAll();
  await app.close();
  await proxies.close();
  await google.stop();
});

/** What changes something by being called: its effect may be lost, or come twice. */
const operations = listOperations().filter(({ method }) => method !== 'get');

/** Those that need a login begun in a browser, or an avatar, to have an effect; and one that only refuses. */
const WITHOUT_EFFECT = ['exchange', 'removeAvatar'];

/** Which of an operation's bodies is sent, and under which key. */
interface Sent {
  body: number;
  key: string | undefined;
}

function send({ caller, calls }: Subject, { body, key }: Sent): Promise<Response> {
  const { path, init } = calls[body] as OperationCall;
  return caller.fetch(path, { ...init, headers: { ...init.headers, ...(key ? { 'Idempotency-Key': key } : {}) } });
}

/** The replies that are lost of those that an engine gives while one request is served, counted from 1. */
interface Loss {
  engine: WatchedEngine;
  from: number;
  to: number;
}

interface Outcome {
  before: RowShapes;
  response: Response;
  effect: Record<string, number>;
  /** How many replies each engine gave, or would have given. */
  asked: Record<WatchedEngine, number>;
}

/** Sends a request while replies are lost; without a loss it only counts. */
async function sendLosing(subject: Subject, sent: Sent, loss?: Loss): Promise<Outcome> {
  const asked: Record<WatchedEngine, number> = { DATABASE_URL: 0, S3_ENDPOINT: 0, TEMPORAL_ADDRESS: 0 };
  const before = await rowShapes(app.db, subject.since);
  for (const engine of Object.keys(ASKS) as WatchedEngine[]) {
    const losesReplyTo = (piece: Buffer) => {
      if (ASKS[engine](piece)) asked[engine] += 1;
      return loss?.engine === engine && asked[engine] >= loss.from && asked[engine] <= loss.to;
    };
    await proxies[engine].set({ losesReplyTo });
  }
  const response = await send(subject, sent);
  await proxies.passAll();
  return { before, response, effect: shapeChanges(before, await rowShapes(app.db, subject.since)), asked };
}

/** The first reply, one in the middle and the last, which is that of a commit; or each. */
function picksOf(asked: number): number[] {
  const each = Array.from({ length: asked }, (_, index) => index + 1);
  if (process.env.LOST_REPLIES === 'all') return each;
  return each.filter((nth) => [1, Math.ceil(asked / 2), asked].includes(nth));
}

/** What to lose, by how often each engine is asked when nothing is lost. */
function lossesFor({ asked }: Outcome, cleansUp: boolean): Loss[] {
  const each = (engine: WatchedEngine, isAway: boolean) =>
    picksOf(asked[engine]).map((nth) => ({ engine, from: nth, to: isAway ? Number.POSITIVE_INFINITY : nth }));
  return [
    ...each('DATABASE_URL', false),
    // And the engine stays away, so that nothing can be taken back.
    ...(cleansUp ? each('DATABASE_URL', true) : []),
    // Its client tries twice, so that one loss alone is not seen.
    ...each('S3_ENDPOINT', true),
    ...each('TEMPORAL_ADDRESS', true).slice(0, 1),
  ];
}

const variants = operations.flatMap((operation) => {
  const calls = callsOf(operation, { idOf: () => '', values: {}, file: Buffer.alloc(0) });
  return calls.flatMap(({ name }, body) => [
    { name, operation, body, keyed: false },
    ...(operation.idempotent ? [{ name: `${name}, with a key`, operation, body, keyed: true }] : []),
  ]);
});

/** What is wrong with an outcome, if anything is: done in part or twice, refused by a fault of ours, or told wrongly. */
async function wrongsOf(subject: Subject, sent: Sent, plain: Outcome, lost: Outcome): Promise<string[]> {
  const { status, headers } = lost.response;
  const wrongs: string[] = [];
  const isSame = (effect: Outcome['effect']) => JSON.stringify(effect) === JSON.stringify(plain.effect);
  if (status === 503) {
    if (!(Number(headers.get('Retry-After')) > 0)) wrongs.push('no time to try again');
    // A key that is held may be left; a repeat tells.
    if (!sent.key && !isSame(lost.effect) && Object.keys(lost.effect).length > 0) wrongs.push('done in part or twice');
  } else {
    if (status !== plain.response.status) wrongs.push(`status ${status}`);
    if (!isSame(lost.effect)) wrongs.push('told to be done, and is not');
  }
  if (!sent.key) return wrongs;
  // Nobody holds the lease any more; lease.test.ts waits for its end.
  await app
    .db('idempotency_keys')
    .where({ key: sent.key, resourceId: null })
    .update({ leasedUntil: new Date(0) });
  const [first, second] = [await send(subject, sent), await send(subject, sent)];
  if (first.status >= 300) wrongs.push(`repeated with status ${first.status}`);
  if ((await body(first)).id !== (await body(second)).id) wrongs.push('two of one key');
  if (!isSame(shapeChanges(lost.before, await rowShapes(app.db, subject.since)))) wrongs.push('not one after all');
  return wrongs;
}

describe('a request is done once or not at all, whichever reply of an engine is lost:', () => {
  test.each(variants)('$name', async ({ operation, body: which, keyed }) => {
    const sent = (): Sent => ({ body: which, key: keyed ? randomUUID() : undefined });
    const plain = await sendLosing(await newSubject({ app, google, image }, operation), sent());
    expect(plain.response.status).toBeLessThan(500);
    expect(Object.keys(plain.effect).length > 0).toBe(!WITHOUT_EFFECT.includes(operation.id));

    let subject = await newSubject({ app, google, image }, operation);
    const wrongs: object[] = [];
    for (const loss of lossesFor(plain, operation.form !== undefined)) {
      const request = sent();
      const lost = await sendLosing(subject, request, loss);
      const wrong = await wrongsOf(subject, request, plain, lost);
      if (wrong.length > 0) wrongs.push({ wrong, ...loss, effect: lost.effect });
      if (request.key || Object.keys(lost.effect).length > 0)
        subject = await newSubject({ app, google, image }, operation);
    }
    expect(wrongs).toEqual([]);
  });
});

test('no material was taken whose bytes are not in storage', async () => {
  const taken = await app.db('materials').where({ format: 'png' }).whereNot({ status: 'uploading' }).pluck('id');
  expect(taken.length).toBeGreaterThan(0);
  expect(await listKeys(app.config)).toEqual(expect.arrayContaining(taken.map(originalKey)));
});
