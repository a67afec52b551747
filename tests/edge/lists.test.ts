import { expect, test } from '@jest/globals';
import { openApiDocument } from '../../api/openapi.js';
import { listOperations } from '../../api/register-routes.js';

/**
 * Arrays in responses that have no bound in their contract, by what bounds them. An array that is not here has to have
 * `max` in its schema, or to be the `data` of a page with a `limit`.
 */
const BOUNDED: [pattern: RegExp, by: string][] = [
  [/^(get \/subjects|get \/topics|get \/lessons)/, 'the catalog, which operators write'],
  [/\.(objectives|keyPoints|sources)$/, 'the lesson, or the form of an answer'],
  [/\.tags$/, 'tags of a card: 10'],
  [/^get \/users\/me \.identities$/, 'logins of an account: one of each provider'],
  [/^get \/onboarding /, 'what onboarding takes'],
  [/^get \/study\/history \.data\[\]\.sessions$/, 'a minute of a day for each'],
  [/^get \/progress /, 'the days that are asked for, 90 at most, and the catalog'],
  [/^get \/(recommendations|dashboard) /, 'what their statements take'],
  [/^get \/gamification\/(status|achievements) /, 'kinds of activities and achievements, which are code'],
  [/^get \/gamification\/streak \.days$/, 'the days that are asked for'],
  [/^get \/gamification\/streak \.pauses$/, 'days of pause in a year: 28'],
  [/^get \/friends\/requests \.sent$/, 'open requests of a student'],
  [/^get \/(leaderboard|leagues\/current) /, 'lines of a board around a place, and students of a cohort'],
  [/\.(materialIds|kinds|questions|cards)\b/, 'what a quiz or cards can be made of, and have'],
  [/^get \/materials\/\{id\}\/guide /, 'the form of a guide'],
  [/\.(steps|citations|nearest|followUps)$/, 'the form of an answer'],
  [/\.place\.headings$/, 'levels of headings'],
  [/^get \/support\/flags \.data\[\]\.students$/, 'accounts at one network address'],
  [/^get \/materials.* \.(data\[\]\.)?languages$/, 'languages that there are words for'],
];

interface Schema {
  $ref?: string;
  type?: string | string[];
  items?: Schema;
  maxItems?: number;
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Described {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

interface Operation {
  parameters?: { name: string; schema: { maximum?: number; default?: number } }[];
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

const document = openApiDocument(listOperations()) as unknown as Described;

/** Where arrays without a bound are in what a schema describes. */
function unbounded(schema: Schema | undefined, at = ''): string[] {
  const named = schema?.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;
  if (!named) return [];
  const { items, maxItems, properties = {}, anyOf = [], oneOf = [], allOf = [] } = named;
  return [
    ...(items && maxItems === undefined ? [at] : []),
    ...(items ? unbounded(items, `${at}[]`) : []),
    ...Object.entries(properties).flatMap(([name, property]) => unbounded(property, `${at}.${name}`)),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((part) => unbounded(part, at)),
  ];
}

const reads = Object.entries(document.paths).flatMap(([path, { get }]) => (get ? [{ path, get }] : []));
const limitOf = ({ parameters = [] }: Operation) => parameters.find(({ name }) => name === 'limit')?.schema;

test('every limit of a list has a maximum of 100 or less, and is less where none is said', () => {
  const limits = reads.flatMap(({ get }) => limitOf(get) ?? []);
  expect(limits.length).toBeGreaterThan(10);
  expect(limits.filter(({ maximum = 1_000, default: usual = 1_000 }) => maximum > 100 || usual > maximum)).toEqual([]);
});

test('every array that can be read has a limit to ask for, a bound in its contract, or one that is named here', () => {
  const arrays = reads.flatMap(({ path, get }) => {
    const schema = get.responses[200]?.content?.['application/json']?.schema;
    const isPage = limitOf(get) !== undefined;
    return [...new Set(unbounded(schema))].filter((at) => !(isPage && at === '.data')).map((at) => `get ${path} ${at}`);
  });
  expect(arrays.filter((array) => !BOUNDED.some(([pattern]) => pattern.test(array)))).toEqual([]);
  expect(BOUNDED.filter(([pattern]) => !arrays.some((array) => pattern.test(array)))).toEqual([]);
});
