import { loadConfig } from '../config.js';
import { createLog, endOnUncaught, logFailedStart, logWarnings } from '../log.js';
import { startApi } from './start-api.js';

const log = createLog('info', 'api');
logWarnings(log);
try {
  const api = await startApi(loadConfig(process.env));
  endOnUncaught(log, api.faults);
  log.info({ url: api.url }, 'API is listening');
  const stop = () => void api.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  logFailedStart(log, error);
  process.exit(1);
}
