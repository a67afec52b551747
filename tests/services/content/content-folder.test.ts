import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { filesBelow, filesIn } from '../../../services/content/content-folder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scholium-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the files in a folder', () => {
  test('come in their order, without hidden ones', async () => {
    for (const name of ['physics.yaml', '.keep', 'biology.yaml']) await writeFile(join(folder, name), '');
    expect(await filesIn(folder, 'subjects')).toEqual(['biology.yaml', 'physics.yaml']);
  });

  test('must be some', async () => {
    await writeFile(join(folder, '.keep'), '');
    await expect(filesIn(folder, 'subjects')).rejects.toThrow(`${folder} cannot be used:\nthere are no subjects`);
    await expect(filesIn(join(folder, 'none'), 'subjects')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the files below a folder', () => {
  test('are those with the ending, in folders too', async () => {
    await mkdir(join(folder, 'physics'));
    for (const name of ['z.md', 'physics/forces.md', 'physics/forces.svg']) await writeFile(join(folder, name), '');
    expect(await filesBelow(folder, '.md')).toEqual(['physics/forces.md', 'z.md']);
  });

  test('are none where there is no folder; another error is told', async () => {
    expect(await filesBelow(join(folder, 'none'), '.md')).toEqual([]);
    await writeFile(join(folder, 'file'), '');
    await expect(filesBelow(join(folder, 'file'), '.md')).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
