import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { useTestStorage } from '../../support/test-storage.js';

const files = useTestStorage();
const { put } = files;

describe('a server out of reach', () => {
  it('is an error as it comes, for each call, and over when it is back', async () => {
    await put('still-there', Buffer.from('x'));
    await files.proxy.set('refuse');
    const source = new PassThrough();
    source.end('x');
    await expect(files.proxied.put('cut', source, { contentType: 'a/b' })).rejects.toThrow();
    await expect(files.proxied.get('still-there', { maxBytes: 10 })).rejects.not.toMatchObject({
      type: 'StorageMissing',
    });
    await expect(files.proxied.delete('still-there')).rejects.toThrow();
    await expect(files.proxied.ping()).rejects.toThrow();
    await files.proxy.set('pass');
    expect(Buffer.from(await files.proxied.get('still-there', { maxBytes: 10 })).toString()).toBe('x');
  });

  it('lets a call be cancelled while it hangs', async () => {
    const reason = new Error('cancelled');
    await files.proxy.set('black-hole');
    for (const call of [
      (signal: AbortSignal) => files.proxied.get('still-there', { maxBytes: 10, signal }),
      (signal: AbortSignal) => files.proxied.delete('still-there', signal),
    ]) {
      const controller = new AbortController();
      const arrived = files.proxy.nextBytes();
      const outcome = expect(call(controller.signal)).rejects.toBe(reason);
      await arrived;
      controller.abort(reason);
      await outcome;
    }
    await files.proxy.set('pass');
  });

  it('fails a ping within seconds', async () => {
    await files.proxy.set('black-hole');
    const started = performance.now();
    await expect(files.proxied.ping()).rejects.toMatchObject({ name: 'DeadlineExceeded' });
    expect(performance.now() - started).toBeLessThan(10_000);
    await files.proxy.set('pass');
  });
});
