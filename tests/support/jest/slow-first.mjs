import { statSync } from 'node:fs';

/** What takes longest or mostly waits, the worst first; whoever comes last would keep one worker busy and the others idle. */
const SLOW = [
  'chaos/',
  'e2e/erasure',
  'e2e/outages',
  'e2e/tutor',
  'api/export-interrupted',
  'api/material-life',
  'documents/hostile',
  'e2e/',
  'stack/',
  'api/mail',
  'api/export',
  'documents/',
  'workflows/',
];

const rank = ({ path }) => {
  const at = SLOW.findIndex((slow) => path.includes(`/tests/${slow}`));
  return at < 0 ? SLOW.length : at;
};
const size = ({ path }) => statSync(path).size;

/** Has jest run slow files first and then large ones, the same on every machine. */
export default class SlowFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || size(b) - size(a));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
