import { once } from 'node:events';
import {
  connect as connectHttp2,
  createSecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificates } from './certificates.js';

/** A way to a server through TLS. */
export interface TlsEndpoint {
  /** host:port, by a name that the certificate has. */
  address: string;
  close(): Promise<void>;
}

/** Hands bytes on to `target` (host:port) for clients with a certificate of the same authority, and for nobody else. */
export async function startMutualTls(target: string, { authority, server: own }: Certificates): Promise<TlsEndpoint> {
  const { hostname, port } = new URL(`tcp://${target}`);
  const options = { ...own, ca: authority, requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] };
  const server = createServer(options, (near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const [one, other] of [[near, far] as const, [far, near] as const])
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return endpointOf(server);
}

/** Hands calls on to a gRPC server at `target` (host:port) that bring this key, as Temporal Cloud takes them. */
export async function startKeyedTls(
  target: string,
  { server: own, apiKey }: Pick<Certificates, 'server'> & { apiKey: string },
): Promise<TlsEndpoint> {
  const far = connectHttp2(`http://${target}`);
  const server = createSecureServer(own);
  server.on('stream', (near: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    near.on('error', () => {});
    const isKnown = headers.authorization === `Bearer ${apiKey}`;
    if (!isKnown) return near.respond({ ...GRPC, 'grpc-status': String(UNAUTHENTICATED) }, { endStream: true });
    const { ':authority': _, ':scheme': __, ...kept } = headers;
    const call = far.request(kept);
    call.on('error', () => near.close());
    let trailers = {};
    call.on('trailers', (received) => {
      trailers = received;
    });
    call.on('response', ({ ':status': status, ...responseHeaders }) => {
      near.respond({ ':status': status, ...responseHeaders }, { waitForTrailers: true });
      call.pipe(near);
    });
    near.on('wantTrailers', () => near.sendTrailers(trailers));
    near.pipe(call);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { address, close } = endpointOf(server);
  return {
    address,
    async close() {
      far.destroy();
      await close();
    },
  };
}

const GRPC = { ':status': 200, 'content-type': 'application/grpc' };
const UNAUTHENTICATED = 16;

const endpointOf = (server: ReturnType<typeof createServer> | ReturnType<typeof createSecureServer>): TlsEndpoint => ({
  address: `localhost:${(server.address() as AddressInfo).port}`,
  // What is still connected ends with the processes that it is of.
  close: async () => void server.close(),
});
