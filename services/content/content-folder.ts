import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { unusable } from './parse-content.js';

/** Where the texts of the product lie: `content/` beside the sources, and a copy of it beside what is built of them. */
export const CONTENT_FOLDER = fileURLToPath(new URL('../../content', import.meta.url));

/**
 * The names of the files in a folder, in their order.
 * @param what what they hold, as errors call it
 * @throws Error naming a folder that has none, or the error of one that cannot be read.
 */
export async function filesIn(folder: string, what: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => !file.startsWith('.')).sort();
  if (files.length === 0) throw unusable(folder, [`there are no ${what}`]);
  return files;
}

/** The files in a folder and those within it that have the ending, in their order; none where there is no such folder. */
export async function filesBelow(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return files.filter((file) => file.endsWith(ending)).sort();
}
