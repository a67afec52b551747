import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Children } from '../../stack/children.js';
import { removeData } from '../../stack/engines/start.js';
import { launch } from '../../stack/launcher.js';
import { homeAt, ROOT } from '../../stack/paths.js';
import { createProgress } from '../../stack/progress.js';

/**
 * Runs a command on engines of its own, whose data are empty at its start and gone at its end; their logs stay.
 * @param name of the command, and of its folder
 * @param marker the file that is run, by which a process that is left is known
 * @param work gives the exit code
 */
export async function launchIn(
  name: string,
  marker: string,
  work: (children: Children) => Promise<number>,
): Promise<void> {
  const folder = join(ROOT, '.scholium', name);
  const home = homeAt(folder);
  const cleanUp = () => {
    removeData(home);
    rmSync(join(folder, 'run'), { recursive: true, force: true });
  };
  const start = async (children: Children) => {
    removeData(home);
    return work(children);
  };
  await launch({ home, marker, progress: createProgress(), work: start, cleanUp });
}
