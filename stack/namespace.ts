import { once } from 'node:events';
import { connect } from 'node:net';
import { Connection } from '@temporalio/client';
import { loadConfig } from '../config.js';
import { temporalConnectConfig } from '../temporal-config/connection.js';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes.js';

const KEYWORD = 2;
const DAY_SECONDS = 24 * 60 * 60;

/** The namespace on a Temporal of our own. */
export const ownNamespace = (env: NodeJS.ProcessEnv) => env.TEMPORAL_NAMESPACE || 'default';

/** gRPC waits a second after a refused attempt; a plain socket tells at once whether anybody listens. */
async function assertListening(address: string): Promise<void> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = connect({ host: hostname, port: Number(port), timeout: 2_000 });
  socket.once('timeout', () => socket.destroy(new Error('no answer')));
  await once(socket, 'connect').finally(() => socket.destroy());
}

/**
 * Makes sure that Temporal answers for the namespace and knows our search attributes.
 * @throws whatever the server answers; one that has just started refuses for a moment
 */
export async function prepareNamespace(address: string, env: NodeJS.ProcessEnv): Promise<void> {
  const isOwn = !env.TEMPORAL_ADDRESS;
  await assertListening(address);
  const { connectionOptions, namespace } = isOwn
    ? { connectionOptions: { address }, namespace: ownNamespace(env) }
    : temporalConnectConfig(loadConfig(env));
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '2 seconds' });
  try {
    await addSearchAttributes(connection, namespace);
    if (isOwn) await extendRetention(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function addSearchAttributes({ operatorService }: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, KEYWORD]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
}

/** From the development server's one day to seven; what an operator has set since stays. */
async function extendRetention({ workflowService }: Connection, namespace: string): Promise<void> {
  const { config } = await workflowService.describeNamespace({ namespace });
  if (Number(config?.workflowExecutionRetentionTtl?.seconds) !== DAY_SECONDS) return;
  const seconds = 7 * DAY_SECONDS;
  await workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: { seconds: seconds as unknown as Long } },
  });
}
