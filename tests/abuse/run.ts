/**
 * `npm run abuse [-- --short --examples N --seed N]`: every operation of the document, called by Schemathesis with what it
 * allows and what it does not, as nobody, as a student, as another student who names the first one's rows, and as
 * support; in short as a student alone. On engines of its own.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createKnex } from '../../db/knex.js';
import type { Children } from '../../stack/children.js';
import { createProgress } from '../../stack/progress.js';
import { cachedWorkflowBundle } from '../../stack/workflow-bundle.js';
import { launchIn } from '../support/launch-in.js';
import { startPrivateStack } from '../support/private-stack.js';
import { installPythonTools } from '../support/python-tools.js';
import { createStudent, type Student } from '../support/sign-up.js';
import { WIDE_LIMITS } from '../support/wide-limits.js';
import { rowsOf } from './rows-of.js';
import { type AbusiveCaller, callAll } from './schemathesis.js';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    examples: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
});

async function run(children: Children): Promise<number> {
  const progress = createProgress();
  const [stack] = await Promise.all([
    startPrivateStack(children, {
      bundle: await cachedWorkflowBundle(),
      progress,
      adapt: async () => WIDE_LIMITS,
    }),
    progress.step('Python tools', installPythonTools()),
  ]);
  const db = createKnex(stack.config.DATABASE_URL, 2);
  const [student, stranger, support] = await Promise.all([1, 2, 3].map(() => createStudent(stack)));
  await db('users').where({ id: support?.id }).update({ role: 'support' });
  const parameters = await rowsOf(student as Student, db);
  await db.destroy();
  const callers: AbusiveCaller[] = [
    { name: 'nobody', parameters: {} },
    { name: 'student', token: student?.accessToken ?? '', parameters },
    { name: 'stranger', token: stranger?.accessToken ?? '', parameters },
    { name: 'support', token: support?.accessToken ?? '', parameters },
  ];
  const folder = children.home.data;
  const options = { apiUrl: stack.api.url, folder, examples: Number(values.examples), seed: Number(values.seed) };
  let isGood = true;
  for (const caller of values.short ? callers.filter(({ name }) => name === 'student') : callers) {
    progress.line(`\nAs ${caller.name}`);
    isGood = (await callAll(options, caller)) && isGood;
  }
  return isGood ? 0 : 1;
}

await launchIn('abuse', fileURLToPath(import.meta.url), run);
