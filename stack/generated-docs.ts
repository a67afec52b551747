import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../api/openapi.js';
import { listOperations } from '../api/register-routes.js';
import { describeConfig, type Variable } from '../config.js';
import { PROBLEMS } from '../domain/problems.js';
import { failureCode } from '../domain/runs/failure-code.js';
import { FAILURES, type FailureKind, type FailureType } from '../domain/runs/failures.js';

/**
 * Writes what is made from the code: the OpenAPI document, the client's types, and the tables in the docs.
 * With `--check` it writes nothing and fails, naming each file that is out of date.
 */
const check = process.argv.includes('--check');
const stale: string[] = [];

async function put(file: string, content: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === content) return;
  if (check) stale.push(file);
  else await writeFile(file, content);
}

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function table(head: string[], rows: string[][]): string {
  return [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
}

function problemsPage(): string {
  const rows = Object.entries(PROBLEMS).map(([type, { status, title }]) => [`\`${type}\``, String(status), title]);
  return `# Problems

Every error is an RFC 9457 problem whose \`type\` is \`urn:scholium:problem:\` and one of these words.
Made from \`domain/problems.ts\` by \`npm run docs\`.

${table(['type', 'status', 'title'], rows)}
`;
}

function failuresPage(): string {
  const rows = Object.entries(FAILURES).map(([type, kind]: [string, FailureKind]) => [
    `\`${failureCode(type as FailureType)}\``,
    `\`${type}\``,
    kind.retryable ? 'yes' : 'no',
    kind.forOperators ? 'yes' : 'no',
    kind.sentence,
  ]);
  return `# Failures

Why background work can fail: the word in the API's \`failure\` fields, the failure type in Temporal, whether the
workflow tries again by itself, whether error tracking is told when it is given up, and what support can do. Made from
\`domain/runs/failures.ts\` by \`npm run docs\`.

${table(['failure', 'type in Temporal', 'tried again', 'for operators', 'meaning'], rows)}
`;
}

/** What `npm start`, `npm test` and single tests read themselves, beside the product's variables. */
const OF_TOOLS: Variable[] = [
  { name: 'SCHOLIUM_PORT_BASE', fallback: '7400', meaning: 'Moves all ports of `npm start` at once.' },
  { name: 'PROPERTY_SEED', fallback: '1', meaning: 'The examples that properties are tried with.' },
  { name: 'TEMPORAL_TEST_SERVER', fallback: '', meaning: "Another binary of Temporal's time-skipping test server." },
  { name: 'RECORD_HISTORIES', fallback: '', meaning: 'A version: tests write the histories they keep under it.' },
  { name: 'CHAOS_ROUNDS', fallback: '2', meaning: 'Rounds of kills at random moments.' },
  { name: 'CHAOS_SEED', fallback: '', meaning: 'Repeats such rounds; the test names its seed.' },
  { name: 'EVERY_ZONE', fallback: '', meaning: '`1`: the study days of every time zone, also of those that agree.' },
  { name: 'LOST_REPLIES', fallback: '', meaning: '`all`: each reply of an engine is lost in turn.' },
  { name: 'VIEW_SECONDS', fallback: '15', meaning: 'Time in which students read and write kept pages beside faults.' },
  { name: 'VIEW_SEED', fallback: '', meaning: 'Repeats the faults of an earlier run of that.' },
  { name: 'VIEW_RUNS', fallback: '60', meaning: 'Orders in which reads and writes of kept pages are tried.' },
  { name: 'LOCK_ORDER_SECONDS', fallback: '10', meaning: 'Time in which services are driven against each other.' },
  { name: 'LOCK_ORDER_SEED', fallback: '', meaning: 'Repeats such a run; the test names its seed.' },
];

function configurationPage(): string {
  const groups = describeConfig().map(({ purpose, variables }) => {
    const all = purpose === 'Tests and development' ? [...variables, ...OF_TOOLS] : variables;
    const code = (text: string) => (text === '' ? '' : `\`${text}\``);
    const rows = all.map(({ name, fallback, meaning }) => [code(name), code(fallback), meaning]);
    return `## ${purpose}\n\n${table(['variable', 'default', 'meaning'], rows)}\n`;
  });
  return `# Configuration

Everything comes from the environment, is checked once at the start, and has a default that fits \`npm start\`. An empty
variable counts as unset. Made from \`config.ts\` by \`npm run docs\`.

${groups.join('\n')}`;
}

const document = openApiDocument(listOperations());
await put('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
await put('api-client/schema.d.ts', astToString(await openapiTS(JSON.stringify(document))));
await put('docs/problems.md', problemsPage());
await put('docs/failures.md', failuresPage());
await put('docs/configuration.md', configurationPage());
if (stale.length > 0) {
  console.error(`Out of date, run npm run docs: ${stale.join(', ')}`);
  process.exit(1);
}
