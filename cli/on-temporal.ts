import { type Client, isGrpcServiceError } from '@temporalio/client';
import { rootCause } from '@temporalio/common';
import { loadConfig } from '../config.js';
import { isEngineAway } from '../lib/engine-faults.js';
import { temporal } from '../stack/engines/temporal.js';
import { portsFromEnvironment } from '../stack/ports.js';
import { createTemporalClient } from '../temporal-config/client.js';

/** Tells a line as soon as it is known. */
export type Print = (line: string) => void;

/**
 * Runs a command on TEMPORAL_ADDRESS, by default that of `npm start`, and prints what it tells.
 * @returns the exit code: 1 where it failed, which is told in a sentence
 */
export async function onTemporal(
  command: (client: Client, prefix: string, print: Print) => Promise<void>,
): Promise<number> {
  const address = temporal.address(portsFromEnvironment(process.env));
  const config = loadConfig({ TEMPORAL_ADDRESS: address, ...process.env });
  const client = createTemporalClient(config);
  try {
    await command(client, config.TASK_QUEUE_PREFIX, console.log);
    return 0;
  } catch (error) {
    const answer = [error, (error as Error).cause].find(isGrpcServiceError);
    const away = isEngineAway(error) && 'Temporal does not answer: is `npm start` running, or TEMPORAL_ADDRESS right?';
    console.error(away || answer?.details || (rootCause(error) ?? error));
    return 1;
  } finally {
    await client.connection.close();
  }
}
