import type { Middleware, ParameterizedContext } from 'koa';
import compose from 'koa-compose';
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
  /** What each address takes. */
  readonly addresses: Pick<AddressIndex, 'find'>;
  /**
   * Runs the operation that a request asks for, says to OPTIONS what its address takes, and leaves unknown addresses to
   * others.
   * @throws Problem method-not-allowed, with Allow.
   */
  routes(): Middleware;
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

/** An operation with what runs for it. */
interface Route extends Operation {
  run: Middleware;
  /** Its address, as logs and metrics name it: `/api/v1/materials/:id`. */
  pattern: string;
}

/**
 * A router below /api/v1. In order: who is calling, how often, what is asked, the handler, what is returned.
 * One index finds the operation, what Allow names and what is refused under load. @koa/router, which walks through all
 * patterns, took a quarter of a short request.
 */
export function createContractRouter(middleware: RouteMiddleware): ContractRouter {
  const addresses = createAddressIndex<Route>(PREFIX);
  return {
    addresses,
    routes: () => (ctx, next) => {
      const address = addresses.find(ctx.path);
      if (!address) return next();
      const route = address.operations.get(ctx.method);
      if (!route) return refuseMethod(ctx, [...address.operations.keys()].sort().join(', '));
      ctx.params = address.params;
      ctx._matchedRoute = route.pattern;
      return route.run(ctx, next);
    },
    route(operation, handler) {
      const known = operation as unknown as Operation;
      const steps = [
        ...middleware.access(known),
        middleware.limit(known),
        input(known, middleware.slowMs),
        ...middleware.tells(known),
        handler as unknown as Middleware,
      ];
      const check = middleware.validateResponses ? [checkResponse(known)] : [];
      addresses.add({ ...known, run: compose([...check, ...steps]), pattern: `${PREFIX}${koaPath(operation.path)}` });
    },
  };
}

const koaPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

async function refuseMethod(ctx: ParameterizedContext, methods: string): Promise<void> {
  ctx.set('Allow', methods);
  if (ctx.method !== 'OPTIONS') throw new Problem('method-not-allowed', 'The Allow header names what is taken.');
  ctx.status = 200;
  ctx.body = '';
}

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
