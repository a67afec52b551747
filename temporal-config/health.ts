import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';

/** Serves /healthz, /readyz and /metrics of a worker process. */
export async function serveHealth(
  { host, port }: { host: string; port: number },
  { isReady, registry }: { isReady: () => boolean; registry: Registry },
): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (request.url === '/healthz') return response.end('{"status":"alive"}');
    if (request.url === '/readyz') {
      response.statusCode = isReady() ? 200 : 503;
      return response.end(JSON.stringify({ status: isReady() ? 'ready' : 'not ready' }));
    }
    if (request.url === '/metrics') {
      response.setHeader('Content-Type', registry.contentType);
      return response.end(await registry.metrics());
    }
    response.statusCode = 404;
    return response.end();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return server;
}
