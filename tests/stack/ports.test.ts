import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listeningInode } from '../../stack/port-owner.js';
import { assertPortsFree, freePorts, portMap, portsFromEnvironment } from '../../stack/ports.js';

describe('portMap', () => {
  it('gives every purpose a port of its own within a hundred', () => {
    const ports = Object.values(portMap(7400));
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.max(...ports)).toBeLessThan(7500);
  });

  it('keeps the ports that the configuration has as defaults', () => {
    expect(portMap(7400)).toMatchObject({ api: 7400, workerHealth: 7401, postgres: 7432, temporal: 7433 });
    expect(portMap(7400)).toMatchObject({ valkey: 7479, temporalUi: 7488, s3: 7490 });
  });
});

describe('portsFromEnvironment', () => {
  it('moves all by the base and the API by its own variable', () => {
    const ports = portsFromEnvironment({ SCHOLIUM_PORT_BASE: '8400', API_PORT: '9000' });
    expect(ports).toMatchObject({ api: 9000, workerHealth: 8401, postgres: 8432 });
  });

  it.each(['80', '65500', 'high'])('refuses %s as a base', (base) => {
    expect(() => portsFromEnvironment({ SCHOLIUM_PORT_BASE: base })).toThrow(/SCHOLIUM_PORT_BASE must be a number/);
  });
});

describe('a taken port', () => {
  const server = createServer();
  let port = 0;
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => once(server.close(), 'close'));

  it('is named with its owner and the variable to change', async () => {
    const ports = { ...(await freePorts()), valkey: port };
    const refusal = assertPortsFree(ports, ['postgres', 'valkey']);
    await expect(refusal).rejects.toThrow(
      new RegExp(`Port ${port} \\(valkey\\) is taken by .*\\(pid ${process.pid}\\)`),
    );
    await expect(refusal).rejects.toThrow(/SCHOLIUM_PORT_BASE/);
  });

  it('is no hindrance to others', async () => {
    await expect(assertPortsFree(await freePorts(), ['postgres', 'valkey'])).resolves.toBeUndefined();
  });
});

describe('listeningInode', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:1CE8 00000000:0000 01 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0',
    '   1: 0100007F:1CE8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0',
  ].join('\n');

  it('finds who listens, not who is connected', () => {
    expect(listeningInode(table, 0x1ce8)).toBe('222');
    expect(listeningInode(table, 0x1ce9)).toBeUndefined();
  });
});
