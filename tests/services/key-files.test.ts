import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ensureAuthKeys, rotateAuthKeys } from '../../services/auth/key-files.js';
import { loadAuthKeys, openKeySet } from '../../services/auth/keys.js';
import { systemClock } from '../../services/shared/clock.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scholium-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rotate = (file: string) => rotateAuthKeys({ clock: systemClock }, { file });

describe('a rotation', () => {
  test('is refused while another is under way, and says which file to remove if none is', async () => {
    const file = join(folder, 'keys.json');
    await ensureAuthKeys(file);
    await writeFile(`${file}.lock`, '');
    await expect(rotate(file)).rejects.toThrow(`Another rotation is under way; if none is, remove ${file}.lock`);
    await rm(`${file}.lock`);
    expect(await rotate(file)).toMatchObject({ kept: 1 });
  });

  test('that cannot write beside the file says so', async () => {
    await expect(rotate(join(folder, 'nowhere', 'keys.json'))).rejects.toThrow(/^ENOENT/);
  });
});

test('A key file that could not be read is read once it can be, though it looks as before', async () => {
  const [file, other] = [join(folder, 'followed.json'), join(folder, 'other.json')];
  await ensureAuthKeys(file);
  await ensureAuthKeys(other);
  let now = new Date('2026-03-02T12:00:00Z');
  const keys = await openKeySet({ clock: () => now }, { file });
  const before = (await keys.current()).signing.kid;
  const later = new Date('2026-03-02T12:00:01Z');
  const write = async (content: string) => {
    await writeFile(file, content);
    await utimes(file, later, later);
    now = new Date(now.getTime() + 1_000);
  };
  await write('half a key');
  expect((await keys.current()).signing.kid).toBe(before);
  await write(await readFile(other, 'utf8'));
  expect((await keys.current()).signing.kid).toBe((await loadAuthKeys(other)).signing.kid);
});
