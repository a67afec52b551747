import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { MB, useTestStorage } from '../../support/test-storage.js';

const { storage, expectNothing, untilUploading } = useTestStorage();

describe('an upload that does not end well', () => {
  it('leaves nothing after an abort while the source stalls', async () => {
    const reason = new Error('the student cancelled');
    const controller = new AbortController();
    const source = new PassThrough();
    source.write(randomBytes(11 * MB));
    const upload = storage.put('aborted', source, { contentType: 'a/b', signal: controller.signal });
    const outcome = expect(upload).rejects.toBe(reason);
    await untilUploading('aborted');
    controller.abort(reason);
    await outcome;
    expect(source.destroyed).toBe(true);
    await expectNothing('aborted');
  });

  it('leaves nothing after an abort that comes with the last byte', async () => {
    const reason = new Error('too late');
    const controller = new AbortController();
    const source = Readable.from([randomBytes(2 * MB)], { objectMode: false });
    source.once('end', () => controller.abort(reason));
    const upload = storage.put('late', source, { contentType: 'a/b', signal: controller.signal });
    await expect(upload).rejects.toBe(reason);
    await expectNothing('late');
  });

  it('leaves nothing after an error of the source', async () => {
    const broken = new Error('the connection to the browser broke');
    const source = new PassThrough();
    source.write(randomBytes(11 * MB));
    const outcome = expect(storage.put('broken', source, { contentType: 'a/b' })).rejects.toBe(broken);
    await untilUploading('broken');
    source.destroy(broken);
    await outcome;
    await expectNothing('broken');
  });

  it('sends nothing when aborted before', async () => {
    const reason = new Error('before');
    const source = Readable.from([Buffer.from('x')], { objectMode: false });
    const signal = AbortSignal.abort(reason);
    await expect(storage.put('before', source, { contentType: 'a/b', signal })).rejects.toBe(reason);
    await expectNothing('before');
  });
});
