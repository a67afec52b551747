import { fileURLToPath } from 'node:url';
import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';
import type { Config } from '../config.js';

const DEFAULT_FILE = fileURLToPath(new URL('./temporal.toml', import.meta.url));

/** Where Temporal is and which namespace is ours: temporal.toml, overridden by TEMPORAL_* variables. */
export function temporalConnectConfig(config: Config): ClientConnectConfig & { namespace: string } {
  const given = {
    ...(config.TEMPORAL_ADDRESS ? { TEMPORAL_ADDRESS: config.TEMPORAL_ADDRESS } : {}),
    ...(config.TEMPORAL_NAMESPACE ? { TEMPORAL_NAMESPACE: config.TEMPORAL_NAMESPACE } : {}),
  };
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: { ...process.env, ...given },
    configSource: { path: config.TEMPORAL_CONFIG_FILE ?? DEFAULT_FILE },
  });
  return { connectionOptions, namespace: namespace || 'default' };
}
