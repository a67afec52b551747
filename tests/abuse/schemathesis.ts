import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../stack/paths.js';
import { pythonTool } from '../support/python-tools.js';
import type { Parameters } from './rows-of.js';

interface AbuseOptions {
  apiUrl: string;
  /** Calls of each operation that are made up. */
  examples: number;
  seed: number;
  /** A folder to write to. */
  folder: string;
}

export interface AbusiveCaller {
  name: string;
  /** Undefined for nobody. */
  token?: string;
  /** What paths name; everything else is made up. */
  parameters: Parameters;
}

/** Sessions that end, and accounts that go, would leave the rest of the calls without a caller. */
const ENDING = ['logOut', 'logOutEverywhere', 'endSession', 'requestErasure'];

/** Without an app of Google's they answer 503, as the document says of them. */
const WITHOUT_GOOGLE = ['exchange', 'signInWithGoogle', 'linkGoogle', 'unlinkGoogle'];

/**
 * Calls every operation of the document.
 * @returns whether every response was one that the document has, and none a fault of the server
 */
export async function callAll(
  { apiUrl, examples, seed, folder }: AbuseOptions,
  { name, token, parameters }: AbusiveCaller,
): Promise<boolean> {
  const config = join(folder, `schemathesis-${name}.toml`);
  await writeFile(config, [...Object.entries(parameters).map(operations), UPLOADS].join('\n'));
  const args = ['--config-file', config, 'run', join(ROOT, 'docs', 'openapi.json'), '--url', `${apiUrl}/api/v1`];
  args.push('--phases', 'examples,coverage,fuzzing', '--seed', String(seed), '--max-examples', String(examples));
  // A body that its schema allows is refused for more than a schema can say: a password that was leaked, a used token.
  args.push('--exclude-checks', 'positive_data_acceptance');
  args.push('--generation-database', 'none', '--no-color', '--continue-on-failure', '--warnings', 'off');
  args.push('--suppress-health-check', 'all');
  for (const operation of [...WITHOUT_GOOGLE, ...(token ? ENDING : [])]) args.push('--exclude-operation-id', operation);
  if (token) args.push('--header', `Authorization: Bearer ${token}`);
  const child = spawn(pythonTool('schemathesis'), args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: folder });
  const [code] = await once(child, 'exit');
  return code === 0;
}

/** An empty list for a title is a form without one, which is none that has to be refused. */
const UPLOADS = `[[operations]]
include-path = '/materials/upload'
checks.negative_data_rejection.enabled = false`;

/** What the operations under a path are given. */
const operations = ([path, values]: [string, Record<string, string>]): string =>
  [
    '[[operations]]',
    `include-path-regex = '^${path.replaceAll(/[{}]/g, '\\$&')}'`,
    `parameters = { ${Object.entries(values)
      .map(([name, value]) => `"path.${name}" = "${value}"`)
      .join(', ')} }`,
  ].join('\n');
