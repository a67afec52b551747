import { fileURLToPath } from 'node:url';
import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';
import type { Config } from '../config.js';

const DEFAULT_FILE = fileURLToPath(new URL('./temporal.toml', import.meta.url));

/** Where Temporal is and which namespace is ours: temporal.toml, overridden by TEMPORAL_* variables. */
export function temporalConnectConfig(config: Config): ClientConnectConfig & { namespace: string } {
  const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_PROFILE } = config;
  const variables = { ...process.env, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_PROFILE };
  // An empty variable counts as unset: an empty key would switch TLS on.
  const overrides = Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: overrides,
    configSource: { path: config.TEMPORAL_CONFIG_FILE ?? DEFAULT_FILE },
  });
  return { connectionOptions, namespace: namespace || 'default' };
}
