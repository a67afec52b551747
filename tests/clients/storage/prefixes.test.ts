import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { forEachConcurrent } from '../../../lib/for-each-concurrent.js';
import { MB, useTestStorage } from '../../support/test-storage.js';

const { storage, put, expectNothing, untilUploading } = useTestStorage();

describe('keys with a common beginning', () => {
  const keysOf = async (prefix: string) => (await listed(prefix)).map(({ key }) => key);
  const listed = async (prefix: string) => {
    const found = [];
    for await (const object of storage.list(prefix)) found.push(object);
    return found;
  };

  it('are listed with their sizes, without those of others', async () => {
    for (const key of ['list/b', 'list/a/1', 'list/a/2', 'list-of-another/a', 'other/list/a'])
      await put(key, Buffer.from(key));
    expect(await listed('list/')).toEqual(
      ['list/a/1', 'list/a/2', 'list/b'].map((key) => ({ key, bytes: key.length, lastModified: expect.any(Date) })),
    );
    expect(await keysOf('list/a')).toEqual(['list/a/1', 'list/a/2']);
    expect(await keysOf('nothing/')).toEqual([]);
  });

  it('are listed and deleted beyond what one answer holds', async () => {
    const keys = Array.from({ length: 1_010 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    await forEachConcurrent(20, keys, undefined, (key) => put(key, Buffer.from('x')));
    expect(await keysOf('many/')).toEqual(keys);
    expect(await storage.deletePrefix('many/')).toBe(1_010);
    expect(await keysOf('many/')).toEqual([]);
  });

  it('are deleted together, again without harm, and nothing beside them', async () => {
    for (const key of ['gone/1', 'gone/x/2', 'gone-not/3']) await put(key, Buffer.from('x'));
    expect(await storage.deletePrefix('gone/')).toBe(2);
    expect(await storage.deletePrefix('gone/')).toBe(0);
    expect(await keysOf('gone')).toEqual(['gone-not/3']);
  });

  it("are deleted with uploads that a killed process left, and nobody else's", async () => {
    const sources = ['left/1', 'left-not/2'].map((key) => {
      const source = new PassThrough();
      source.write(randomBytes(11 * MB));
      const upload = storage.put(key, source, { contentType: 'a/b' });
      return {
        key,
        source,
        outcome: upload.then(
          () => 'stored',
          () => 'refused',
        ),
      };
    });
    for (const { key } of sources) await untilUploading(key);
    expect(await storage.deletePrefix('left/')).toBe(0);
    await expectNothing('left/1');
    for (const { source } of sources) source.end();
    expect(await Promise.all(sources.map(({ outcome }) => outcome))).toEqual(['refused', 'stored']);
    expect(await keysOf('left')).toEqual(['left-not/2']);
  });

  it('are never all there are', async () => {
    await expect(storage.deletePrefix('')).rejects.toThrow(RangeError);
    expect((await keysOf('')).length).toBeGreaterThan(0);
  });

  it('are not listed or deleted once the caller gave up', async () => {
    await put('kept/1', Buffer.from('x'));
    const reason = new Error('cancelled');
    await expect(storage.deletePrefix('kept/', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await keysOf('kept/')).toEqual(['kept/1']);
  });
});
