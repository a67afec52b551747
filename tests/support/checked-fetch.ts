import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Described {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
}

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Described;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'openapi');

/** Every path of the document, with those that leave the least open first. */
const templates = Object.keys(document.paths)
  .sort((a, b) => a.split('{').length - b.split('{').length)
  .map((template) => ({ template, pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));

const escapePointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** fetch, with every response below /api/v1 checked against docs/openapi.json. @throws Error for one it does not name. */
export const checkedFetch: typeof globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const response = await fetch(request);
  const path = new URL(request.url).pathname.replace(/^\/api\/v1/, '');
  const method = request.method.toLowerCase();
  const template = templates.find(({ pattern }) => pattern.test(path))?.template;
  const operation = template && document.paths[template]?.[method];
  if (template && operation) await check(response.clone(), template, method, operation.responses);
  return response;
};

async function check(
  response: Response,
  template: string,
  method: string,
  responses: Record<string, { content?: Record<string, object> }>,
): Promise<void> {
  const where = `${method} ${template} ${response.status}`;
  const described = responses[response.status];
  if (!described) throw new Error(`${where} is not in docs/openapi.json`);
  const text = await response.text();
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
  if (!described.content) {
    if (text !== '') throw new Error(`${where} has a body`);
    return;
  }
  if (!described.content[type]) throw new Error(`${where} answers ${type}`);
  // Of bytes the document says the type only.
  if (!/^application\/(problem\+)?json$/.test(type)) return;
  const parts = ['paths', template, method, 'responses', String(response.status), 'content', type, 'schema'];
  const validate = ajv.getSchema(`openapi#/${parts.map(escapePointer).join('/')}`);
  if (!validate?.(JSON.parse(text))) throw new Error(`${where}: ${ajv.errorsText(validate?.errors)}`);
}
