import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ensureAuthKeys, rotateAuthKeys } from '../../services/auth/key-files.js';
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
