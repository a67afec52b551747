import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FLOWS } from '../domain/runs/flows.js';
import { QUEUES } from '../domain/runs/task-queues.js';

const read = (file: string) => readFileSync(file, 'utf8');

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** What stands between single backticks; blocks of code are left out. */
const codeIn = (page: string): string[] =>
  [
    ...read(page)
      .replaceAll(/^```[\s\S]*?^```/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, code = '']) => code);

const FOLDERS = readdirSync('.', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
  .map(({ name }) => name);
const SOURCES = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })).map((file) =>
  basename(file),
);

/** Whether a piece of code names a file or folder of ours that is not there. Patterns such as `<flow>` name none. */
function isLost(code: string): boolean {
  if (/[<{*…\s]/.test(code)) return false;
  if (/^[\w-]+\.(ts|mjs|sql|svg)$/.test(code)) return !existsSync(code) && !SOURCES.includes(code);
  return FOLDERS.includes(code.split('/')[0] ?? '') && code.includes('/') && !existsSync(code);
}

/** The address of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s/g, '-');

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return true;
  if (anchor === undefined) return false;
  return ![...read(target).matchAll(/^#+ (.+)$/gm)].some(([, heading = '']) => anchorOf(heading) === anchor);
}

describe.each(PAGES)('%s', (page) => {
  test('names files and folders that there are', () => {
    expect(codeIn(page).filter(isLost)).toEqual([]);
  });

  test('leads to pages and headings that there are', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => isBroken(page, link))).toEqual([]);
  });

  test('names commands and variables that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [...read(page).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    const known = read('docs/configuration.md') + read('docker-compose.yml');
    const variables = codeIn(page).flatMap((code) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/.exec(code) ?? []);
    expect(variables.filter((name) => !known.includes(name))).toEqual([]);
  });
});

/** What npm, the shell, StrykerJS or our own runner sets, and nobody by hand. */
const SET_FOR_US = ['PATH', 'TZ', 'SCHOLIUM_STARTED_AT', '__STRYKER_ACTIVE_MUTANT__'];

test('the configuration lists every variable that tools and tests read', () => {
  const sources = ['stack', 'cli', 'bench', 'tests'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs)$/.test(file))
      .map((file) => read(join(folder, file))),
  );
  const names = sources.flatMap((text) =>
    [...text.matchAll(/process\.env\.([A-Z_]{2,})/g)].map(([, name = '']) => name),
  );
  expect(names).toContain('CHAOS_SEED');
  const listed = read('docs/configuration.md');
  expect(names.filter((name) => !SET_FOR_US.includes(name) && !listed.includes(`\`${name}\``))).toEqual([]);
});

test('the overview names every task queue', () => {
  const texts = [...read('docs/overview.svg').matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text);
  expect(texts).toEqual(expect.arrayContaining([...QUEUES]));
});

test('support is told the beginning of every workflow id', () => {
  const line = read('docs/operations.md')
    .split('\n')
    .find((text) => text.startsWith('Workflow ids are'));
  for (const { idPrefix } of Object.values(FLOWS)) expect(line).toContain(`\`${idPrefix}\``);
});

test('the glossary has each word once', () => {
  const words = [
    ...(read('docs/architecture.md')
      .split('## Words')[1]
      ?.split('\n## ')[0]
      ?.matchAll(/^\| ([^|]+) \|/gm) ?? []),
  ];
  const single = words.flatMap(([, cell = '']) => cell.split(', '));
  expect(single.length).toBeGreaterThan(80);
  expect(single.filter((word, at) => single.indexOf(word) !== at)).toEqual([]);
});

test('the architecture names an owner of every table, and of no other', () => {
  const [, section = ''] = read('docs/architecture.md').split('## Which area owns which table');
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
  const owned = rows.flatMap((row) => [...(row.split('|')[3] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name));
  const tables = [...read('db/schema.sql').matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name]) => name);
  expect(owned.sort()).toEqual(tables.sort());
});
