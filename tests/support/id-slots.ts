import type { Operation, Schema } from './openapi.js';

/** A place in a request where the id of something stands. */
export interface IdSlot {
  place: 'path' | 'query' | 'application/json' | 'multipart/form-data';
  /** The parameter, or the way through the body; `*` is any entry of a list. */
  at: string[];
  /** What it is the id of, in the singular: `material`, or the last word of a list's path for its cursor. */
  resource: string;
  /** What stands before the id, as in a cursor that names the part of a list. */
  prefix?: string;
}

/** Slugs of the catalog, which is everybody's. */
const CATALOG_NAMES: readonly string[] = ['subject', 'topic'];

const MEDIA_TYPES = ['application/json', 'multipart/form-data'] as const;

/**
 * Every place of an operation's request in which an id stands.
 * @throws Error for a parameter or cursor that is no UUID, no number and no day: nobody knows what it names.
 */
export function idSlots({ path, parameters = [], requestBody }: Operation): IdSlot[] {
  const fromParameters = parameters.flatMap((parameter): IdSlot[] => {
    const place = parameter.in;
    if ((place !== 'path' && place !== 'query') || CATALOG_NAMES.includes(parameter.name)) return [];
    const names = place === 'path' || parameter.name === 'cursor';
    if (isUuid(parameter.schema))
      return [{ place, at: [parameter.name], resource: parameterResource(path, parameter) }];
    const prefix = prefixOf(parameter.schema);
    if (prefix) return [{ place, at: [parameter.name], resource: parameterResource(path, parameter), prefix }];
    if (names && !(place === 'query' && namesNothing(parameter.schema)))
      throw new Error(`${path}: nobody knows what the parameter ${parameter.name} names`);
    return [];
  });
  const fromBodies = MEDIA_TYPES.flatMap((place) =>
    uuidPaths(requestBody?.content[place]?.schema).map((at): IdSlot => ({ place, at, resource: fieldResource(at) })),
  );
  return [...fromParameters, ...fromBodies];
}

/** Of a text that is one of some words, a point, and an id. */
const prefixOf = (schema: Schema | undefined): string | undefined =>
  alternatives(schema)
    .map(({ pattern }) => /^\^\((\w+)[|\w]*\)\\\.\[0-9a-f-\]/.exec(pattern ?? '')?.[1])
    .find((word) => word !== undefined)
    ?.concat('.');

const isUuid = (schema: Schema | undefined): boolean => alternatives(schema).some(({ format }) => format === 'uuid');
/** Numbers and days are nobody's. */
const namesNothing = (schema: Schema | undefined): boolean =>
  alternatives(schema).some(({ type, format }) => [type].flat().includes('integer') || format === 'date');

/** A schema and all that it may be instead. */
const alternatives = (schema: Schema | undefined): Schema[] =>
  schema ? [schema, ...branches(schema).flatMap((branch) => alternatives(branch))] : [];

export const branches = ({ anyOf = [], oneOf = [], allOf = [] }: Schema): Schema[] => [...anyOf, ...oneOf, ...allOf];

/** The ways to every UUID in a body. */
export function uuidPaths(schema: Schema | undefined): string[][] {
  if (!schema) return [];
  if (schema.format === 'uuid') return [[]];
  const inside = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.items ? [['*', schema.items] as const] : []),
  ].flatMap(([name, part]) => uuidPaths(part).map((rest) => [name, ...rest]));
  return [...inside, ...branches(schema).flatMap(uuidPaths)];
}

/** `threadId` names a thread; `id` and `cursor` are named by the word before them in the path. */
function parameterResource(path: string, { name }: { name: string }): string {
  if (name !== 'id' && name !== 'cursor') return singular(name);
  const words = path
    .split('/')
    .filter((word) => word !== '' && (name === 'cursor' || path.indexOf(word) < path.indexOf('{id}')));
  return singular(words.filter((word) => !word.startsWith('{')).at(-1) ?? '');
}

function fieldResource(at: string[]): string {
  return singular(at.filter((word) => word !== '*').at(-1) ?? '');
}

const singular = (name: string): string => name.replace(/Ids?$/, '').replace(/ies$/, 'y').replace(/s$/, '');
