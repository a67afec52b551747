import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { test } from './globals.mjs';
import { runBy } from './native-runner.mjs';

/** A property gets this many milliseconds: what it would find later, it does not find. */
const PROPERTY_MS = 100;
fc.configureGlobal({ ...fc.readConfigureGlobal(), interruptAfterTimeLimit: PROPERTY_MS });

/** The names of the tests of each file. */
const namesOf = new Map();
let imports = 0;
let mutant;
let isNoticed = false;

/**
 * Runs a file for StrykerJS, again and again in one process: the sources, which have all mutants in them, are evaluated
 * once; the tests each time, but those that do not reach the mutant, and all that follow the one that notices it.
 * (StrykerJS asks for this name: it looks for `jest-circus` in it.)
 */
export default function run(globalConfig, config, environment, runtime, path, sendMessage) {
  // The sources look here for the mutant that is meant; jest's environment has a global object of its own.
  globalThis.__stryker__ = environment.global.__stryker__ ?? globalThis.__stryker__;
  meanMutant(process.env.__STRYKER_ACTIVE_MUTANT__);
  watch(environment, path);
  const importFile = async (file) => {
    if (isWanted(file, globalConfig.testNamePattern)) await import(`${pathToFileURL(file)}?run=${imports++}`);
    else test.skip('does not reach the mutant', () => {});
  };
  return runBy(importFile, [globalConfig, config, environment, runtime, path, sendMessage]);
}

function meanMutant(id) {
  globalThis.__stryker__.activeMutant = id;
  if (id !== mutant) isNoticed = false;
  mutant = id;
}

/** Whether a test of a file is to be run; not known of a file before its first run. */
function isWanted(path, pattern) {
  if (mutant === undefined || !namesOf.has(path)) return true;
  return !isNoticed && namesOf.get(path).some((name) => new RegExp(pattern ?? '').test(name));
}

function watch(environment, path) {
  const handle = environment.handleTestEvent;
  const names = [];
  environment.handleTestEvent = async (event, state) => {
    await handle?.call(environment, event, state);
    if (event.name === 'test_start') {
      names.push(nameOf(event.test));
      if (isNoticed) event.test.mode = 'skip';
    }
    if (event.name === 'test_done' && mutant !== undefined && event.test.errors.length > 0) isNoticed = true;
    if (event.name === 'run_finish' && !namesOf.has(path)) namesOf.set(path, names);
  };
}

const nameOf = ({ name, parent }) => (parent?.parent ? `${nameOf(parent)} ${name}` : name);
