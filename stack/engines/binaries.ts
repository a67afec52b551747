import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ENGINES_FOLDER } from '../paths.js';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Every executable of these names on PATH, in order. */
export function onPath(names: string[], path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isExecutable);
}

/** The first `x.y` or `x.y.z` that a command prints; undefined when it prints none. */
export function versionOf(command: string, args: string[]): string | undefined {
  const { stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 10_000 });
  return versionIn(stdout ?? '');
}

/** The first version number in a text. */
export function versionIn(text: string): string | undefined {
  return /\d+\.\d+(\.\d+)?/.exec(text)?.[0];
}

/** Whether a version is at least another, number by number: 10.1 is more than 9.9. */
export function isAtLeast(version: string, least: string): boolean {
  const [left, right] = [version, least].map((each) => each.split('.').map(Number)) as [number[], number[]];
  for (const [at, wanted] of right.entries()) {
    const number = left[at] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
}

/** A file of the pinned packages, as a path below their site-packages or bin; `*` stands for any one name. */
export function pinned(pattern: string, folder = ENGINES_FOLDER): string | undefined {
  const [first, ...rest] = pattern.split('/');
  if (first === undefined || !existsSync(folder)) return undefined;
  const names = first.includes('*') ? readdirSync(folder).filter((name) => fits(name, first)) : [first];
  for (const name of names) {
    const path = join(folder, name);
    const found = rest.length > 0 ? pinned(rest.join('/'), path) : existsSync(path) ? path : undefined;
    if (found) return found;
  }
  return undefined;
}

function fits(name: string, pattern: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return name.startsWith(before) && name.endsWith(after);
}

/** No engine to be had: says what was looked for and which variable to set. */
export function noEngine(title: string, wanted: string, variable: string): Error {
  return new Error(`No ${title} found: put ${wanted} on PATH, or set ${variable} to the address of a running one.`);
}

/** A command that serves an engine, and where it may come from. */
interface WantedCommand {
  /** Its names on PATH, the preferred one first. */
  names: string[];
  /** What it prints its version for. */
  versionArgs: string[];
  /** The oldest version that will do. */
  least: string;
  /** The pinned one, as `pinned` takes it. */
  pinned: string;
  /** What an error says where there is none. */
  missing: { title: string; wanted: string; variable: string };
}

/**
 * The first command on PATH that is new enough, with its version; else the pinned one.
 * @throws Error naming the variable to set
 */
export function findCommand(
  { names, versionArgs, least, pinned: pattern, missing }: WantedCommand,
  { path, folder }: { path?: string; folder?: string } = {},
): { command: string; version?: string } {
  for (const command of onPath(names, path)) {
    const version = versionOf(command, versionArgs);
    if (version && isAtLeast(version, least)) return { command, version };
  }
  const command = pinned(pattern, folder);
  if (!command) throw noEngine(missing.title, missing.wanted, missing.variable);
  return { command };
}
