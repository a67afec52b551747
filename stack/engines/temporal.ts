import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.js';
import { ownNamespace, prepareNamespace } from '../namespace.js';
import { findCommand } from './binaries.js';
import { type Engine, plainEnvironment } from './engine.js';

const MIN = '1.5';

/**
 * Without these SQLite syncs every transaction and starts queue for seconds. WAL stays whole after a crash; a power cut
 * may cost the last moments of workflows, which the reconciler makes good from the rows.
 */
const PRAGMAS = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'];

const findServer = () =>
  findCommand({
    names: ['temporal'],
    versionArgs: ['--version'],
    least: MIN,
    pinned: 'bin/temporal',
    missing: { title: 'Temporal', wanted: `the temporal CLI ${MIN} or newer`, variable: 'TEMPORAL_ADDRESS' },
  });

/**
 * Tasks that wait are handed out in turn between students (their fairness key), not first come, first served.
 * One partition a queue, since turns are taken within a partition.
 */
const FAIRNESS = [
  'matching.enableFairness=true',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
].flatMap((setting) => ['--dynamic-config-value', setting]);

/** Workflows, with their UI. */
export const temporal: Engine = {
  name: 'temporal',
  title: 'Temporal',
  variable: 'TEMPORAL_ADDRESS',
  ports: ['temporal', 'temporalHttp', 'temporalMetrics', 'temporalUi'],
  address: (ports) => `127.0.0.1:${ports.temporal}`,
  check: prepareNamespace,
  async launch({ data, ports, env, startChild }) {
    const database = join(data, 'temporal.db');
    mkdirSync(data, { recursive: true });
    const options = {
      ip: '127.0.0.1',
      port: String(ports.temporal),
      'http-port': String(ports.temporalHttp),
      'metrics-port': String(ports.temporalMetrics),
      'ui-port': String(ports.temporalUi),
      'db-filename': database,
      'log-level': 'warn',
      namespace: ownNamespace(env),
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    // Given at the start they hold at once; added later, the server's caches take some seconds to see them.
    const attributes = SEARCH_ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]);
    return startChild({
      command: findServer().command,
      args: ['server', 'start-dev', ...args, ...attributes, ...PRAGMAS, ...FAIRNESS, '--ui-disable-news-fetch'],
      marker: database,
      env: plainEnvironment(data),
    });
  },
};
