import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Where the bootstrap installs the pinned engines. */
export const ENGINES_FOLDER = join(ROOT, '.scholium', 'engines');

/** The folders of one running stack. */
export interface Home {
  data: string;
  logs: string;
  run: string;
}

/** Makes and names the folders below `folder`: `.scholium` for `npm start`, one of its own for each test run. */
export function homeAt(folder: string): Home {
  const home = { data: join(folder, 'data'), logs: join(folder, 'logs'), run: join(folder, 'run') };
  for (const each of Object.values(home)) mkdirSync(each, { recursive: true });
  return home;
}
