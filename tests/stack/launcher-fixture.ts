/** A launcher of engines alone, for tests: `node --import tsx launcher-fixture.ts FOLDER PORT_BASE`. */
import { fileURLToPath } from 'node:url';
import { startEngines } from '../../stack/engines/start.js';
import { launch } from '../../stack/launcher.js';
import { homeAt } from '../../stack/paths.js';
import { portMap } from '../../stack/ports.js';
import { createProgress } from '../../stack/progress.js';

const [folder = '', base] = process.argv.slice(2);
const progress = createProgress();

await launch({
  home: homeAt(folder),
  marker: fileURLToPath(import.meta.url),
  progress,
  async work(children) {
    const ports = portMap(Number(base));
    const { env } = await startEngines({ children, ports, durable: true, progress, env: { PATH: process.env.PATH } });
    progress.line(`up ${JSON.stringify(env)}`);
    return undefined;
  },
});
