import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { listOperations } from '../api/app.js';
import { failureCode } from '../api/contract/failure-code.js';
import { openApiDocument } from '../api/openapi.js';
import { describeConfig } from '../config.js';
import { PROBLEMS } from '../domain/problems.js';
import { FAILURES, type FailureType } from '../domain/runs/failures.js';

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
  const rows = Object.entries(FAILURES).map(([type, { retryable, sentence }]) => [
    `\`${failureCode(type as FailureType)}\``,
    `\`${type}\``,
    retryable ? 'yes' : 'no',
    sentence,
  ]);
  return `# Failures

Why background work can fail: the word in the API's \`failure\` fields, the failure type in Temporal, whether the
workflow tries again by itself, and what support can do. Made from \`domain/runs/failures.ts\` by \`npm run docs\`.

${table(['failure', 'type in Temporal', 'tried again', 'meaning'], rows)}
`;
}

async function readme(): Promise<string> {
  const rows = describeConfig().map(({ name, fallback, meaning }) => [
    `\`${name}\``,
    fallback === '' ? '' : `\`${fallback}\``,
    meaning,
  ]);
  const text = await readFile('README.md', 'utf8');
  const [before, after] = [text.split('<!-- config -->')[0] ?? '', text.split('<!-- /config -->')[1] ?? ''];
  return `${before}<!-- config -->\n${table(['variable', 'default', 'meaning'], rows)}\n<!-- /config -->${after}`;
}

const document = openApiDocument(listOperations());
await put('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
await put('api-client/schema.d.ts', astToString(await openapiTS(JSON.stringify(document))));
await put('docs/problems.md', problemsPage());
await put('docs/failures.md', failuresPage());
await put('README.md', await readme());
if (stale.length > 0) {
  console.error(`Out of date, run npm run docs: ${stale.join(', ')}`);
  process.exit(1);
}
