import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';
import { register as registerTypeScript } from 'tsx/esm/api';
import { useGlobals } from './globals.mjs';
import './property-seed.mjs';

const require = createRequire(import.meta.url);
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

// Node's own loader reads the sources, once a process: packages and ours are evaluated once for all files that a
// process is given, and in one realm, as in production. Jest's loader does it again for every file, which takes as long
// as the tests of most.
registerTypeScript();
register('./globals-loader.mjs', import.meta.url);

/** Runs a file by jest's own framework, with Node's loader in the place of jest's. */
export default function run(globalConfig, config, environment, runtime, path, sendMessage) {
  const native = Object.create(runtime, {
    // State and handlers of a file's own.
    requireInternalModule: {
      value(file) {
        delete require.cache[file];
        delete globalThis[EVENT_HANDLERS];
        return require(file);
      },
    },
    setGlobalsForRuntime: { value: useGlobals },
    unstable_shouldLoadAsEsm: { value: () => true },
    unstable_importModule: { value: (file) => import(pathToFileURL(file)) },
  });
  // Jest's way of printing stacks knows no source maps of Node's loader; Node's own does.
  Error.prepareStackTrace = undefined;
  return circus.default(globalConfig, config, environment, native, path, sendMessage);
}
