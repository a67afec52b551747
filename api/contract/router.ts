import { Router, type RouterMiddleware } from '@koa/router';
import type { Middleware, ParameterizedContext } from 'koa';
import type { z } from 'zod';
import { Problem } from '../../domain/problems.js';
import type { Principal } from '../../services/auth/session-states.js';
import { readJson } from '../middleware/json-body.js';
import { type AddressIndex, createAddressIndex } from './address-index.js';
import type { Operation } from './operation.js';
import { assertResponse, parsePart } from './validate.js';

/** What a handler of an operation reads: the request's parts as their schemas give them. */
export interface OperationState<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** The caller; only operations for students have one. */
  principal: Principal;
}

export type OperationContext<P, Q, B> = ParameterizedContext<OperationState<P, Q, B>>;

/** A router whose routes are contracts. */
export interface ContractRouter {
  readonly router: Router;
  /** What each address takes. */
  readonly addresses: AddressIndex;
  route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
    operation: Operation<P, Q, B>,
    handler: (ctx: OperationContext<z.output<P>, z.output<Q>, z.output<B>>) => Promise<void>,
  ): void;
}

/** Middleware that stands before every operation, chosen by its contract. */
export interface RouteMiddleware {
  limit(operation: Operation): Middleware;
  access(operation: Operation): Middleware[];
  /** What surrounds a handler after which others are told of a change. */
  tells(operation: Operation): Middleware[];
  validateResponses: boolean;
  /** In which a JSON body must come. */
  slowMs: number;
}

const PREFIX = '/api/v1';

/** A router below /api/v1. In order: who is calling, how often, what is asked, the handler, what is returned. */
export function createContractRouter(middleware: RouteMiddleware): ContractRouter {
  const router = new Router({ prefix: PREFIX, sensitive: true, strict: true });
  const addresses = createAddressIndex(PREFIX);
  return {
    router,
    addresses,
    route(operation, handler) {
      const known = operation as unknown as Operation;
      addresses.add(known);
      const steps = [
        ...middleware.access(known),
        middleware.limit(known),
        input(known, middleware.slowMs),
        ...middleware.tells(known),
        handler as unknown as Middleware,
      ];
      const check = middleware.validateResponses ? [checkResponse(known)] : [];
      router[operation.method](koaPath(operation.path), ...check, ...(steps as RouterMiddleware[]));
    },
  };
}

const koaPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

function input(operation: Operation, slowMs: number): Middleware {
  return async (ctx, next) => {
    ctx.state.params = parsePart(operation.params, 'params', ctx.params);
    ctx.state.query = parsePart(operation.query, 'query', { ...ctx.query });
    const isForm = operation.form !== undefined && Boolean(ctx.is('multipart/form-data'));
    if (operation.body && !isForm) ctx.state.body = parsePart(operation.body, 'body', await readJson(ctx, slowMs));
    if (operation.form && !operation.body && !isForm) {
      throw new Problem('unsupported-media-type', 'Send a multipart/form-data body.');
    }
    await next();
  };
}

function checkResponse(operation: Operation): Middleware {
  return async (ctx, next) => {
    await next();
    assertResponse(operation, ctx.status, ctx.body);
  };
}
