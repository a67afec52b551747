import type { Redis } from 'ioredis';
import { createBreaker } from '../lib/breaker.js';
import { DeadlineExceeded } from '../lib/deadline.js';
import { KEEP_VIEW, LEAVE_FLIGHT, RAISE_VERSION, READ_VIEW, READ_VIEW_AT } from './view-scripts.js';

/** Names a view, and the reader who asks for it. */
export interface ViewKey {
  userId: string;
  /** With what it is read by, such as `progress-14`. */
  view: string;
  /** Of the reader. */
  token: string;
}

/** What Redis holds of a view: it, the right to make it (`lead`), or that another makes it (`wait`). */
export type Looked =
  | { kind: 'unknown' }
  | { kind: 'hit' | 'stale'; version: number; kept: Buffer }
  | { kind: 'lead' | 'wait'; version: number };

/** Views of students in Redis, by their versions. Every call rejects in time where Redis is away or slow. */
export interface ViewStore {
  /** Reads version and view. @param least that the version is known to be; `unknown` where Postgres has to be asked */
  read(key: ViewKey, least: number): Promise<Looked>;
  /** As `read`, with the version that Postgres had after it gave `unknown`. */
  readAt(key: ViewKey, version: number): Promise<Looked>;
  /** Keeps what was made as the view of its version, unless a later one is known, and ends the flight. */
  keep(key: ViewKey, made: { led: number; version: number; kept: Buffer; lifeMs: number }): Promise<void>;
  /** Ends a flight without a view. */
  leave(key: ViewKey, led: number): Promise<void>;
  /** Tells that a version was committed. */
  raise(userId: string, version: number): Promise<void>;
  /** Has Postgres asked for the version. */
  forget(userId: string): Promise<void>;
  /** Whether Redis is left alone, since it did not answer. */
  isResting(): boolean;
}

/** After so many calls in a row that failed, one a second tries. */
const BREAKER = { failures: 3, restMs: 1_000 };

/** A script by its number of arguments, as ioredis defines it: sent as a whole only where the server does not know it. */
type Script = (key: string, ...args: (string | number | Buffer)[]) => Promise<Buffer[] | null>;

/**
 * @param prefix before every key
 * @param waitMs longest that Redis is waited for: Postgres answers as well
 */
export function createViewStore(redis: Redis, { prefix, waitMs }: { prefix: string; waitMs: number }): ViewStore {
  const breaker = createBreaker(BREAKER);
  const inTime = <T>(call: () => Promise<T>): Promise<T> => breaker.run(() => unlessLate(waitMs, call));
  const script = (name: string, lua: string): Script => {
    redis.defineCommand(name, { numberOfKeys: 1, lua });
    const run = (redis as unknown as Record<string, Script>)[`${name}Buffer`] as Script;
    return (...args) => inTime(() => run.call(redis, ...args));
  };
  const scripts = {
    read: script('readView', READ_VIEW),
    readAt: script('readViewAt', READ_VIEW_AT),
    keep: script('keepView', KEEP_VIEW),
    leave: script('leaveFlight', LEAVE_FLIGHT),
    raise: script('raiseVersion', RAISE_VERSION),
  };
  // What is in braces chooses the node of a cluster: what a script touches is on one.
  const versionKey = (userId: string) => `${prefix}v:{${userId}}`;
  const place = ({ userId, view, token }: ViewKey) =>
    [versionKey(userId), `${prefix}${view}:{${userId}}:`, token] as const;

  return {
    read: async (key, least) => lookedOf(await scripts.read(...place(key), least)),
    readAt: async (key, version) => lookedOf(await scripts.readAt(...place(key), version)),
    async keep(key, { led, version, kept, lifeMs }) {
      await scripts.keep(...place(key), led, version, kept, lifeMs);
    },
    async leave(key, led) {
      await scripts.leave(...place(key), led);
    },
    async raise(userId, version) {
      await scripts.raise(versionKey(userId), version);
    },
    async forget(userId) {
      await inTime(() => redis.del(versionKey(userId)));
    },
    isResting: breaker.isOpen,
  };
}

function lookedOf(reply: Buffer[] | null): Looked {
  const [kind = 'unknown', version, kept] = reply ?? [];
  return { kind: String(kind), version: Number(version), kept } as Looked;
}

async function unlessLate<T>(ms: number, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new DeadlineExceeded(`Redis did not answer within ${ms} ms`));
    // An answer that has come while this process was busy is read before it is given up.
    timer = setTimeout(() => setImmediate(giveUp), ms);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}
