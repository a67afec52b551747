/**
 * `npm run examples`: runs the clients of examples/ as their README says, on engines of their own; the Python one with a
 * client that is generated from the document of now.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Children } from '../../stack/children.js';
import { ROOT } from '../../stack/paths.js';
import { createProgress } from '../../stack/progress.js';
import { cachedWorkflowBundle } from '../../stack/workflow-bundle.js';
import { launchIn } from '../support/launch-in.js';
import { startPrivateStack } from '../support/private-stack.js';
import { installPythonTools, pythonTool } from '../support/python-tools.js';
import { runProgram } from '../support/run-program.js';

const EXAMPLES = join(ROOT, 'examples');
const GENERATED = join(EXAMPLES, 'python', 'scholium_client');

async function run(children: Children): Promise<number> {
  const progress = createProgress();
  const [{ api }] = await Promise.all([
    startPrivateStack(children, { bundle: await cachedWorkflowBundle(), progress }),
    progress.step('Python client', generateClient()),
  ]);
  const typescript = [process.execPath, '--import', 'tsx', join(EXAMPLES, 'typescript', 'first-hour.ts')];
  const python = [pythonTool('python'), join(EXAMPLES, 'python', 'first_hour.py')];
  for (const [command = '', ...args] of [typescript, python]) {
    progress.line(`\n${args.at(-1)?.slice(ROOT.length + 1)}`);
    progress.line(await runProgram(command, [...args, api.url]));
  }
  return 0;
}

async function generateClient(): Promise<void> {
  await installPythonTools();
  rmSync(GENERATED, { recursive: true, force: true });
  const args = ['generate', '--path', join(ROOT, 'docs', 'openapi.json'), '--meta', 'none', '--output-path', GENERATED];
  // It formats what it wrote by a program beside it.
  const env = { ...process.env, PATH: `${pythonTool('')}:${process.env.PATH}` };
  await runProgram(pythonTool('openapi-python-client'), args, { env });
}

await launchIn('examples', fileURLToPath(import.meta.url), run);
