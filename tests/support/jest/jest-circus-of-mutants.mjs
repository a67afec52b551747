import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { runBy } from './native-runner.mjs';

const { createEmptyTestResult } = createRequire(import.meta.url)('@jest/test-result');

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
export default async function run(globalConfig, config, environment, runtime, path, sendMessage) {
  // The sources look here for the mutant that is meant; jest's environment has a global object of its own.
  globalThis.__stryker__ = environment.global.__stryker__ ?? globalThis.__stryker__;
  activate(process.env.__STRYKER_ACTIVE_MUTANT__);
  if (!isWanted(path, globalConfig.testNamePattern)) return nothingOf(path);
  watch(environment, path);
  const importAnew = (file) => import(`${pathToFileURL(file)}?run=${imports++}`);
  return runBy(importAnew, [globalConfig, config, environment, runtime, path, sendMessage]);
}

function activate(id) {
  globalThis.__stryker__.activeMutant = id;
  if (id !== mutant) isNoticed = false;
  mutant = id;
}

/** Whether a test of a file is to be run; not known of a file before its first run. */
function isWanted(path, pattern) {
  if (mutant === undefined || !namesOf.has(path)) return true;
  return !isNoticed && namesOf.get(path).some((name) => new RegExp(pattern ?? '').test(name));
}

/** What jest is told of a file that was not looked at: it wants one test at least. */
const nothingOf = (path) => ({
  ...createEmptyTestResult(),
  numPendingTests: 1,
  testResults: [{ status: 'pending', title: '', fullName: path, ancestorTitles: [], failureMessages: [] }],
});

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
