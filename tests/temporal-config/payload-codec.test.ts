import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { serveCodec } from '../../temporal-config/codec/codec-endpoint.js';
import { createPayloadCodec } from '../../temporal-config/codec/payload-codec.js';
import { rotatePayloadKeys } from '../../temporal-config/codec/payload-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'scholium-payloads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
function newFile(): string {
  made += 1;
  return join(folder, `${made}.jwks.json`);
}

const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value) as Payload;
const opened = (one: Payload | undefined) => one && defaultPayloadConverter.fromPayload(one);
const keyOf = (one: Payload | undefined) => Buffer.from(one?.metadata?.['encryption-key-id'] ?? []).toString();

describe('payloads', () => {
  test('come out as they went in, are never twice the same, and show nothing', async () => {
    const file = newFile();
    const { kid } = rotatePayloadKeys(file);
    const codec = createPayloadCodec(file);
    const encrypted = await codec.encode([payload({ id: 'secret' }), payload({ id: 'secret' })]);
    expect(encrypted.map(keyOf)).toEqual([kid, kid]);
    expect(encrypted[0]?.data).not.toEqual(encrypted[1]?.data);
    expect(Buffer.from(encrypted[0]?.data ?? []).toString('latin1')).not.toContain('secret');
    expect((await codec.decode(encrypted)).map(opened)).toEqual([{ id: 'secret' }, { id: 'secret' }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('of before there were keys pass through, and none that was changed does', async () => {
    const file = newFile();
    rotatePayloadKeys(file);
    const codec = createPayloadCodec(file);
    expect((await codec.decode([payload('plain')])).map(opened)).toEqual(['plain']);
    const [{ data, metadata } = {}] = await codec.encode([payload('x')]);
    const changed = Buffer.from(data ?? []);
    changed[20] = (changed[20] ?? 0) ^ 1;
    await expect(codec.decode([{ data: changed, metadata: metadata ?? {} }])).rejects.toThrow();
  });

  test('of an old key open after a rotation, and those of a new one in a process that began before it', async () => {
    const file = newFile();
    rotatePayloadKeys(file);
    const before = createPayloadCodec(file);
    const old = await before.encode([payload('old')]);
    expect(rotatePayloadKeys(file).kept).toBe(1);
    const after = createPayloadCodec(file);
    const fresh = await after.encode([payload('new')]);
    expect(keyOf(fresh[0])).not.toBe(keyOf(old[0]));
    expect((await after.decode(old)).map(opened)).toEqual(['old']);
    expect((await before.decode(fresh)).map(opened)).toEqual(['new']);
  });

  test('of a key that is gone are refused by its id, and a file that is no set of keys by its name', async () => {
    const [one, other] = [newFile(), newFile()];
    const { kid } = rotatePayloadKeys(one);
    rotatePayloadKeys(other);
    const encrypted = await createPayloadCodec(one).encode([payload('x')]);
    await expect(createPayloadCodec(other).decode(encrypted)).rejects.toThrow(kid);
    writeFileSync(other, readFileSync(other, 'utf8').slice(0, -9));
    expect(() => createPayloadCodec(other)).toThrow(`${other} is no set of AES-256 keys`);
  });
});

test('the codec decrypts for pages of the Temporal UI, and is asked in JSON only', async () => {
  const file = newFile();
  rotatePayloadKeys(file);
  const codec = createPayloadCodec(file);
  const server = await serveCodec(codec, { port: 0, origin: 'http://127.0.0.1:7488' });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/decode`;
  const encoded = (await codec.encode([payload({ id: 7 })])).map(({ data, metadata }) => ({
    data: Buffer.from(data ?? []).toString('base64'),
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
    ),
  }));
  const ask = (type: string, text = JSON.stringify({ payloads: encoded })) =>
    fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body: text });
  const response = await ask('application/json');
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('http://127.0.0.1:7488');
  const { payloads } = (await response.json()) as { payloads: { data: string }[] };
  expect(payloads.map(({ data }) => Buffer.from(data, 'base64').toString())).toEqual(['{"id":7}']);
  const preflight = await fetch(url, { method: 'OPTIONS' });
  const refused = [await ask('text/plain'), await ask('application/json', '{'), await fetch(`${url}/else`)];
  expect([preflight.status, ...refused.map(({ status }) => status)]).toEqual([204, 405, 400, 404]);
  server.close();
});

test('npm run codec answers pages of the UI of `npm start`, wherever its ports are', async () => {
  const file = newFile();
  rotatePayloadKeys(file);
  const env = { SCHOLIUM_PORT_BASE: '17400', PAYLOAD_KEYS_FILE: file, CODEC_PORT: '0' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/codec.ts'], { env });
  try {
    const [line] = await once(child.stdout, 'data');
    expect(String(line)).toContain('Codec endpoint for http://127.0.0.1:17488: ');
  } finally {
    child.kill();
  }
}, 60_000);
