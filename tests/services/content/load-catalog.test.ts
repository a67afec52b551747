import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CONTENT_FOLDER } from '../../../services/content/content-folder.js';
import { loadCatalog } from '../../../services/content/load-catalog.js';

describe('the catalog', () => {
  test('has at least six subjects of six to ten topics, in the order of their positions', async () => {
    const catalog = await loadCatalog();
    expect(catalog.length).toBeGreaterThanOrEqual(6);
    expect(catalog.map(({ position }) => position)).toEqual(catalog.map((_, index) => index + 1));
    for (const { slug, topics } of catalog)
      expect([slug, topics.length >= 6 && topics.length <= 10]).toEqual([slug, true]);
  });
});

describe('content that cannot be used', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'content-'));
    await cp(CONTENT_FOLDER, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const file = (name: string) => join(folder, 'subjects', name);

  /** What is said when a text of the file of physics is replaced by another. */
  async function faultsAfter(text: string | RegExp, other: string): Promise<string> {
    const before = await readFile(file('physics.yaml'), 'utf8');
    const after = before.replace(text, other);
    expect(after).not.toBe(before);
    await writeFile(file('physics.yaml'), after);
    const error = await loadCatalog(folder).catch((thrown: Error) => thrown);
    return error instanceof Error ? error.message : 'nothing';
  }

  test.each([
    ['a text that is missing', /name: Physics\n/, '', 'name: '],
    [
      'a field that nobody knows',
      'name: Physics',
      'name: Physics\ntitle: Physics',
      'the file: Unrecognized key: "title"',
    ],
    ['a slug with capitals', 'slug: waves-and-sound', 'slug: Waves', 'topics[3].slug: a slug has lower-case letters'],
    [
      'a slug that the API would refuse',
      'slug: waves-and-sound',
      `slug: ${'w'.repeat(61)}`,
      'topics[3].slug: a slug has 60 characters at most',
    ],
    ['a number for a text', /name: Waves.*/, 'name: 7', 'topics[3].name: '],
    ['a topic without its summary', /(slug: waves-and-sound\n.*\n)\s+summary: .*\n/, '$1', 'topics[3].summary: '],
    [
      'two sentences',
      /^description: .*/m,
      'description: This is about something. It is long.',
      'description: must be one',
    ],
    [
      'a slug that another topic has',
      'slug: waves-and-sound',
      'slug: forces',
      'topics[3].slug: an earlier topic has the same',
    ],
    [
      'a slug that a topic of another subject has',
      'slug: waves-and-sound',
      'slug: numbers-and-fractions',
      'topics[3].slug: mathematics has a topic of the same',
    ],
    ['a slug that an address has', 'slug: waves-and-sound', 'slug: by-id', 'topics[3].slug: is a word of'],
    ['a position that another subject has', /^position: .*/m, 'position: 1', 'position: mathematics has the same'],
    ["a slug that is not the file's name", 'slug: physics', 'slug: physic', 'slug: the file must be named physic.yaml'],
    ['YAML that cannot be read', 'name: Physics', 'name: "Physics', 'at line '],
    ['a key that is there twice', 'name: Physics', 'name: Physics\nname: Physics', 'Map keys must be unique at line '],
  ])('is refused by file and field: %s', async (_, text, other, fault) => {
    const message = await faultsAfter(text, other);
    expect(message).toContain(`${file('physics.yaml')} cannot be used:\n`);
    expect(message).toContain(fault);
  });

  test('is told all at once for a file', async () => {
    const message = await faultsAfter(/name: (Physics|Waves.*)/g, 'name: ""');
    expect(message.split('\n').slice(1)).toHaveLength(2);
  });

  test('is refused when it is empty, misnamed or not there', async () => {
    await rename(file('physics.yaml'), file('physics.yml'));
    await expect(loadCatalog(folder)).rejects.toThrow(`${file('physics.yml')} cannot be used:\nslug: the file must be`);
    await writeFile(file('physics.yml'), '');
    await expect(loadCatalog(folder)).rejects.toThrow('the file: ');
    await rm(join(folder, 'subjects'), { recursive: true });
    await expect(loadCatalog(folder)).rejects.toThrow(join(folder, 'subjects'));
  });
});
