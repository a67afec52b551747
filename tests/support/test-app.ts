import { type RunningApi, startApi } from '../../api/start-api.js';
import { ensureAuthKeys } from '../../services/auth/key-files.js';
import { openTestData, type TestData } from './test-data.js';
import { startWorker, type TestWorker } from './worker-process.js';

/** The product on real engines, with data of its own. */
export interface TestApp extends TestData {
  api: RunningApi;
  /** Starts a worker process on this app's queues. */
  startWorker(overrides?: Record<string, string>): Promise<TestWorker>;
}

/** Starts an API in this process; workers are started by the tests that need one. The parameters are `openTestData`'s. */
export async function startTestApp(...parameters: Parameters<typeof openTestData>): Promise<TestApp> {
  const data = await openTestData(...parameters);
  await ensureAuthKeys(data.config.AUTH_KEYS_FILE);
  const api = await startApi(data.config);
  const workers: TestWorker[] = [];
  return {
    ...data,
    api,
    async startWorker(more = {}) {
      const worker = await startWorker({ ...data.env, ...more });
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await api.close();
      await data.close();
    },
  };
}

/** Runs `use` with an app of its own, and closes that whatever happens. */
export async function withTestApp(
  overrides: Record<string, string>,
  use: (app: TestApp) => Promise<void>,
): Promise<void> {
  const app = await startTestApp(overrides);
  try {
    await use(app);
  } finally {
    await app.close();
  }
}
