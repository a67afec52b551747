import { loadConfig } from '../config.js';
import { startApi } from './start-api.js';

try {
  const api = await startApi(loadConfig(process.env));
  console.warn(`API on ${api.url}`);
  const stop = () => void api.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
