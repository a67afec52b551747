import { openApiDocument } from '../../api/openapi.js';
import { listOperations } from '../../api/register-routes.js';

/** What tests read of a JSON schema. */
export interface Schema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** What tests read of an operation of the OpenAPI document. */
export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Every operation of the document, as the code describes it now; requests hold no references. */
export function documentedOperations(): Operation[] {
  const { paths, components } = openApiDocument(listOperations()) as Document;
  const schemas = components?.schemas ?? {};
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      ...(resolve({ requestBody: operation.requestBody, parameters: operation.parameters }, schemas) as object),
      method,
      path,
    })),
  );
}

/** Whether a student may call an operation; those of support are walked through in tests/api/support/access.test.ts. */
export const isForStudents = ({ path }: { path: string }): boolean => !path.startsWith('/support/');

/** A part of the document with what its references name in their place. */
function resolve(part: unknown, schemas: Record<string, Schema>): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((item) => resolve(item, schemas));
  const name = '$ref' in part ? String(part.$ref).replace('#/components/schemas/', '') : undefined;
  if (name !== undefined) return resolve(schemas[name], schemas);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolve(value, schemas)]));
}
