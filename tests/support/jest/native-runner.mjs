import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';
import { register as registerTypeScript } from 'tsx/esm/api';
import { useGlobals } from './globals.mjs';
import './property-seed.mjs';

const require = createRequire(import.meta.url);
const asyncHooks = require('node:async_hooks');
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

// Node's own loader reads the sources, once a process: packages and ours are evaluated once for all files that a
// process is given, and in one realm, as in production. Jest's loader does it again for every file, which takes as long
// as the tests of most.
registerTypeScript();
register('./globals-loader.mjs', import.meta.url);

/**
 * Storages of jest's framework, which makes one for each file and keeps it. Before Node 24 each that is in use makes
 * every promise of the process slower, so that the last of many files would wait for those before them.
 */
const storages = [];
const [major] = process.versions.node.split('.');
const areStoragesSlow = Number(major) < 24;

function requireAnew(file) {
  delete require.cache[file];
  if (!areStoragesSlow) return require(file);
  const { AsyncLocalStorage } = asyncHooks;
  asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
    constructor(...args) {
      super(...args);
      storages.push(this);
    }
  };
  try {
    return require(file);
  } finally {
    asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
  }
}

/** Runs a file by jest's own framework, with Node's loader in the place of jest's. */
export default function run(...context) {
  return runBy((file) => import(pathToFileURL(file)), context);
}

/** The same with a way of one's own to import a file of tests. */
export async function runBy(importFile, [globalConfig, config, environment, runtime, path, sendMessage]) {
  const native = Object.create(runtime, {
    // State and handlers of a file's own.
    requireInternalModule: {
      value(file) {
        delete globalThis[EVENT_HANDLERS];
        return requireAnew(file);
      },
    },
    setGlobalsForRuntime: { value: useGlobals },
    unstable_shouldLoadAsEsm: { value: () => true },
    unstable_importModule: { value: importFile },
  });
  // Jest's way of printing stacks knows no source maps of Node's loader; Node's own does.
  Error.prepareStackTrace = undefined;
  try {
    return await circus.default(globalConfig, config, environment, native, path, sendMessage);
  } finally {
    for (const storage of storages.splice(0)) storage.disable();
  }
}
