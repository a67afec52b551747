import { readdirSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transformFile } from '@swc/core';
import { ROOT } from './paths.js';

/** Where sources of what the API and the worker run are, beside files of the root. */
const FOLDERS = [
  'activities',
  'api',
  'clients',
  'db',
  'documents',
  'domain',
  'lib',
  'services',
  'temporal-config',
  'workflows',
];
const FILES = ['config.ts', 'log.ts'];

/**
 * Writes what the API and the worker run, made of the sources of now, to a folder within the repository; a second of
 * work. A process that runs it has half the work at its start, and its threads too, of one that compiles the sources
 * by itself.
 */
export async function buildProduct(folder: string): Promise<void> {
  const sources = FOLDERS.flatMap((name) =>
    readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .map((file) => join(name, file)),
  );
  await Promise.all([...sources, ...FILES].map((source) => compile(source, folder)));
  await cp(join(ROOT, 'temporal-config/temporal.toml'), join(folder, 'temporal-config/temporal.toml'));
  await symlink(join(ROOT, 'content'), join(folder, 'content'));
}

async function compile(source: string, folder: string): Promise<void> {
  const { code } = await transformFile(join(ROOT, source), {
    jsc: { target: 'es2023', parser: { syntax: 'typescript' }, transform: { verbatimModuleSyntax: true } },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  });
  const file = join(folder, source.replace(/\.ts$/, '.js'));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
}
