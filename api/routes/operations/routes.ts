import { Router } from '@koa/router';
import type { Registry } from 'prom-client';
import { ENGINE_WAITS_MS } from '../../../domain/wait-limits.js';
import { isWorkDegraded, workStates } from '../../../domain/work-states.js';
import type { SystemFigures } from '../../metrics/system-figures.js';

type EngineState = 'up' | 'read-only' | 'down';

/** Asks one engine for a sign of life, and whether it takes writes where it can tell; rejects without one. */
export type Probe = () => Promise<unknown>;

/** The engines the API stands on. */
export interface Probes {
  postgres: Probe;
  redis: Probe;
  temporal: Probe;
  s3: Probe;
  /** Where materials are searched by the vectors of the offline encoder. */
  encoder?: Probe;
}

/** Whether the process lives, whether it can serve, and what it measures. */
export function operationsRoutes(deps: {
  probes: Probes;
  registry: Registry;
  figures: SystemFigures;
  isStopping: () => boolean;
}): Router {
  const router = new Router({ sensitive: true, strict: true });

  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'alive' };
  });

  router.get('/readyz', async (ctx) => {
    const [engines, temporal, rows] = await Promise.all([
      probeAll(deps.probes),
      deps.figures.temporal.read(),
      deps.figures.rows.read(),
    ]);
    const work = workStates({ temporal, aiFailingSince: rows?.aiFailingSince });
    const isWell = Object.values(engines).every((state) => state === 'up') && !isWorkDegraded(work);
    // Only Postgres is vital, and reads go on where it takes no writes: a balancer must not send us away.
    const canServe = engines.postgres !== 'down' && !deps.isStopping();
    ctx.status = canServe ? 200 : 503;
    ctx.body = { status: canServe ? (isWell ? 'ready' : 'degraded') : 'not ready', engines, ...work };
  });

  router.get('/metrics', async (ctx) => {
    ctx.type = deps.registry.contentType;
    ctx.body = await deps.registry.metrics();
  });

  return router;
}

async function probeAll(probes: Probes): Promise<Record<string, EngineState>> {
  const states = Object.entries(probes).map(async ([name, probe]) => [name, await stateOf(probe)] as const);
  return Object.fromEntries(await Promise.all(states));
}

async function stateOf(probe: Probe): Promise<EngineState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(resolve, ENGINE_WAITS_MS.probe, 'down');
  });
  const asked = Promise.resolve()
    .then(probe)
    .then(
      (state) => (state === 'read-only' ? state : 'up'),
      () => 'down' as const,
    );
  const state = await Promise.race([asked, late]);
  clearTimeout(timer);
  return state;
}
