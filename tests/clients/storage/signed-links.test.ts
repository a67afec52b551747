import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { storageOf } from '../../support/objects.js';
import { sha256 } from '../../support/sha256.js';
import { MB, useTestStorage } from '../../support/test-storage.js';

const { config, storage, put } = useTestStorage();

describe('a signed link', () => {
  const bytes = randomBytes(100_000);
  const link = (options = {}) =>
    storage.signedUrl('signed', { expiresInSeconds: 60, downloadName: 'my "copy"\r\n.zip', ...options });

  const statusOf = async (url: string | URL, init?: RequestInit) => {
    const response = await fetch(url, init);
    await response.arrayBuffer();
    return response.status;
  };

  it('is all that a download needs, under a name that cannot break the header', async () => {
    await put('signed', bytes);
    const response = await fetch(await link());
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="my _copy___.zip"; filename*=UTF-8''my%20%22copy%22__.zip`,
    );
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(sha256(bytes));
  });

  it.each([
    ["Kraft (neu) – 50% 'Übung'.pdf", "Kraft (neu) _ 50_ '_bung'.pdf"],
    ['潮汐 🌊.docx', '__ _.docx'],
    ['a;b=c\\d/e.txt', 'a;b=c_d/e.txt'],
  ])('gives a file the name %s, and what ASCII has of it', async (downloadName, plain) => {
    await put('signed', bytes);
    const response = await fetch(await link({ downloadName }));
    await response.arrayBuffer();
    const [, ascii, extended] =
      /^attachment; filename="([^"]*)"; filename\*=UTF-8''([A-Za-z0-9%.~_!-]*)$/.exec(
        response.headers.get('Content-Disposition') ?? '',
      ) ?? [];
    expect([ascii, decodeURIComponent(extended ?? '')]).toEqual([plain, downloadName]);
  });

  it('gives bytes of no type, so that no browser shows what a student uploaded', async () => {
    await storage.put('signed', Readable.from([Buffer.from('<script>')]), { contentType: 'text/html' });
    const response = await fetch(await link());
    const type = response.headers.get('Content-Type');
    expect([type, await response.text()]).toEqual(['application/octet-stream', '<script>']);
  });

  it.each([
    ['for another key', (url: URL) => (url.pathname += '2')],
    ['for a longer time', (url: URL) => url.searchParams.set('X-Amz-Expires', '600')],
    ['with another name', (url: URL) => url.searchParams.set('response-content-disposition', 'inline')],
    ['without its signature', (url: URL) => url.searchParams.delete('X-Amz-Signature')],
    ['with nothing', (url: URL) => (url.search = '')],
  ])('does not work %s', async (_what, alter) => {
    await put('signed', bytes);
    await put('signed2', bytes);
    const url = new URL(await link());
    alter(url);
    expect([400, 403]).toContain(await statusOf(url));
  });

  it('works for reading only', async () => {
    await put('signed', bytes);
    expect(await statusOf(await link(), { method: 'DELETE' })).toBe(403);
    expect((await storage.get('signed', { maxBytes: MB })).length).toBe(bytes.length);
  });

  it('ends when it is said to', async () => {
    await put('signed', bytes);
    const url = await link({ expiresInSeconds: 1 });
    await eventually(async () => (await statusOf(url)) === 403);
  });

  it('names the address under which clients reach the server', async () => {
    const seen = storageOf({ ...config, S3_PUBLIC_ENDPOINT: 'https://files.example.org' });
    const url = new URL(await seen.signedUrl('signed', { expiresInSeconds: 60, downloadName: 'a' }));
    expect(url.origin + url.pathname).toBe(
      `https://files.example.org/${config.S3_BUCKET}/${config.S3_KEY_PREFIX}signed`,
    );
    await seen.ping();
    seen.close();
  });
});
