import type { Server } from 'node:http';

/** How often connections are looked at that were at work when the stop began. */
const LOOK_MS = 250;

/** Accepts no more connections and lets running requests end; what is left after the bound is cut. */
export async function closeServer(server: Server, seconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Again and again: a connection that is at work now would be kept once its answer is out, and hold the process.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const cut = setTimeout(() => server.closeAllConnections(), seconds * 1_000);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
