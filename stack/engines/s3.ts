import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBucket } from '../../cli/bucket.js';
import { loadConfig } from '../../config.js';
import type { PortMap } from '../ports.js';
import { findCommand } from './binaries.js';
import { type Engine, plainEnvironment } from './engine.js';

/** Below, S3 may reach files by the filer's HTTP port, which is closed here. */
const MIN = '4.48';

const findServer = () =>
  findCommand({
    names: ['weed'],
    versionArgs: ['version'],
    least: MIN,
    pinned: 'bin/weed',
    missing: { title: 'S3 server', wanted: `SeaweedFS (weed) ${MIN} or newer`, variable: 'S3_ENDPOINT' },
  });

/** The one identity there is; without a list of identities anybody could read and write. */
function writeIdentities(file: string, env: NodeJS.ProcessEnv): void {
  const { S3_ACCESS_KEY_ID: accessKey, S3_SECRET_ACCESS_KEY: secretKey } = loadConfig(env);
  const actions = ['Admin', 'Read', 'Write', 'List', 'Tagging'];
  const identities = [{ name: 'scholium', credentials: [{ accessKey, secretKey }], actions }];
  writeFileSync(file, JSON.stringify({ identities }), { mode: 0o600 });
}

/**
 * Its parts take HTTP requests from each other only, signed by keys of this process; without keys anybody who reaches
 * their ports could read and write every file. They are not checked by its gRPC ports, which listen on loopback.
 */
function signingKeys(): NodeJS.ProcessEnv {
  const names = ['JWT_SIGNING_KEY', 'JWT_SIGNING_READ_KEY', 'JWT_FILER_SIGNING_KEY', 'JWT_FILER_SIGNING_READ_KEY'];
  return Object.fromEntries(names.map((name) => [`WEED_${name}`, randomBytes(32).toString('hex')]));
}

/** Every port is named, so that none is opened by default; gRPC ones would be 10000 higher. */
function flags(volumes: string, identities: string, ports: PortMap): string[] {
  return [
    `-dir=${volumes}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    `-master.port=${ports.s3Master}`,
    `-master.port.grpc=${ports.s3MasterGrpc}`,
    // A second start waits for the election among one; ten seconds by default.
    '-master.electionTimeout=500ms',
    '-master.heartbeatInterval=50ms',
    '-master.volumeSizeLimitMB=256',
    '-master.telemetry=false',
    // The master would hand out places of files, and signatures for them.
    '-disableHttp',
    `-volume.port=${ports.s3Volume}`,
    `-volume.port.grpc=${ports.s3VolumeGrpc}`,
    '-volume.max=100',
    '-volume.preStopSeconds=0',
    '-filer',
    '-filer.disableHttp',
    `-filer.port=${ports.s3Filer}`,
    `-filer.port.grpc=${ports.s3FilerGrpc}`,
    // Relative to the working folder: an absolute path could be longer than a socket's may be.
    '-filer.localSocket=filer.sock',
    '-s3',
    `-s3.port=${ports.s3}`,
    `-s3.port.grpc=${ports.s3Grpc}`,
    '-s3.port.iceberg=0',
    '-s3.port.lance=0',
    `-s3.config=${identities}`,
    '-s3.localSocket=s3.sock',
  ];
}

/** Sockets that weed puts into /tmp whatever it is told; one that another user left would be in our way. */
function removeSockets(ports: PortMap): void {
  const grpc = { master: ports.s3MasterGrpc, volume: ports.s3VolumeGrpc, filer: ports.s3FilerGrpc, s3: ports.s3Grpc };
  for (const [part, port] of Object.entries(grpc)) rmSync(`/tmp/seaweedfs-${part}-grpc-${port}.sock`, { force: true });
}

/** Files. */
export const s3: Engine = {
  name: 's3',
  title: 'S3 server',
  variable: 'S3_ENDPOINT',
  ports: ['s3', 's3Grpc', 's3Master', 's3MasterGrpc', 's3Volume', 's3VolumeGrpc', 's3Filer', 's3FilerGrpc'],
  address: (ports) => `http://127.0.0.1:${ports.s3}`,
  check: ensureBucket,
  async launch({ data, ports, env, startChild }) {
    const { command } = findServer();
    const volumes = join(data, 'volumes');
    const identities = join(data, 'identities.json');
    mkdirSync(volumes, { recursive: true });
    for (const name of ['filer.sock', 's3.sock']) rmSync(join(data, name), { force: true });
    writeIdentities(identities, env);
    return startChild({
      command,
      args: ['-logtostderr=true', 'server', ...flags(volumes, identities, ports)],
      marker: volumes,
      env: { ...plainEnvironment(data), ...signingKeys() },
      cwd: data,
      // It waits 15 seconds for subscribers of its own; what was answered is in the volumes' files by then.
      graceMs: 1_000,
    }).then((child) => {
      void child.exited.then(() => removeSockets(ports));
      return child;
    });
  },
};
