import type { z } from 'zod';
import type { LimitName } from '../../domain/limits.js';
import type { ProblemType } from '../../domain/problems.js';
import type { Access } from '../middleware/allow.js';

/** One response of an operation. A status without a schema and a content type has no body. */
export interface OperationResponse {
  description: string;
  /** Of a JSON body. */
  schema?: z.ZodType;
  /** Of bytes. */
  contentType?: string;
}

/** The contract of one endpoint: what is taken, what is returned, and who may call it. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  id: string;
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below /api/v1, in OpenAPI's form: `/materials/{id}`. */
  path: string;
  tag: string;
  summary: string;
  /** What the summary has no room for. */
  description?: string;
  /** `student` is everybody who is signed in. */
  access: Access;
  /**
   * Its statement looks itself whether session and account of the caller stand: before it only the token is checked,
   * and of the principal there are the ids. For what comes so often that a look in Postgres more would count.
   */
  looksAtSession?: true;
  /** By which its calls are limited; `general` are reads or writes, by the method. */
  limit: Exclude<LimitName, 'reads' | 'writes'> | 'general';
  params?: Params;
  query?: Query;
  /** A JSON body. */
  body?: Body;
  /** A multipart form with a `file`, and these text fields; beside a JSON body, it takes either. */
  form?: z.ZodObject;
  /** Takes an Idempotency-Key. */
  idempotent?: true;
  /** Takes `Prefer: wait=N`. */
  preferWait?: true;
  /** Takes `If-Match`. */
  ifMatch?: true;
  responses: Record<number, OperationResponse>;
  /** Problems of this operation, besides those that every one may give. */
  problems: readonly ProblemType[];
}

/** Keeps the schemas' types, so that handlers are checked against them. */
export const defineOperation = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  operation: Operation<Params, Query, Body>,
): Operation<Params, Query, Body> => operation;

/** What calls of an operation are counted as. */
export const limitOf = ({ limit, method }: Pick<Operation, 'limit' | 'method'>): LimitName => {
  if (limit !== 'general') return limit;
  return method === 'get' ? 'reads' : 'writes';
};
