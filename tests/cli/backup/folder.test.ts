import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeFolder } from '../../../cli/backup/folder.js';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'scholium-folders-'));
});
afterAll(() => rm(parent, { recursive: true }));

const modeOf = async (folder: string) => (await stat(folder)).mode & 0o777;
/** A folder that everybody may read, as `mkdir` makes it. */
async function openFolder(name: string): Promise<string> {
  const folder = join(parent, name);
  await mkdir(folder);
  await chmod(folder, 0o755);
  return folder;
}

describe("a backup's folder is for its owner alone", () => {
  test('if it is new', async () => {
    const folder = join(parent, 'new/one');
    await makeFolder(folder);
    expect(await modeOf(folder)).toBe(0o700);
  });

  test('if it was there and empty', async () => {
    const folder = await openFolder('empty');
    await makeFolder(folder);
    expect(await modeOf(folder)).toBe(0o700);
  });
});

test('a folder that has something in it is refused and left as it is', async () => {
  const folder = await openFolder('used');
  await writeFile(join(folder, 'mine.txt'), 'mine\n');
  await expect(makeFolder(folder)).rejects.toThrow('is not empty');
  expect(await modeOf(folder)).toBe(0o755);
});
