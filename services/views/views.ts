import { hash, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { STALE_MS } from '../../clients/view-scripts.js';
import type { Looked, ViewKey, ViewStore } from '../../clients/view-store.js';
import type { Listener } from '../../db/listener.js';
import { findVersion } from '../../db/queries/versions.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/ports.js';
import { createVersions, type TellOutcome, type Versions } from './versions.js';

/** Views and how long each is kept, in minutes, give or take an eighth: so long others' changes may not be seen in it. */
const LIFE_MINUTES = { dashboard: 6, recommendations: 9, progress: 12 } as const;

export type ViewName = keyof typeof LIFE_MINUTES;

/** How a view is made. */
export interface ViewSource<Begun extends { version: number } = { version: number }> {
  view: ViewName;
  userId: string;
  /** What else it depends on, such as the number of days. */
  variant?: string | number;
  /** Reads the version, before anything else of the view; the version alone where it is left out. */
  begin?: () => Promise<Begun>;
  make(begun: Begun): Promise<MadeView>;
}

/** A view as its contract has it. */
export interface MadeView {
  body: object;
  /** From when on it is another, whatever anybody does; such as the end of the study day. */
  until: Date;
  /** Whether a part of it could not be read; it is then not kept. */
  isPartial?: boolean;
}

/** A view as it is sent. */
export interface View {
  etag: string;
  json: Buffer;
}

/** `hit`, `stale`: as it was kept. `lead`: made and kept. `wait`: made since another took too long. `direct`: made without Redis. */
export type ReadOutcome = Exclude<Looked['kind'], 'unknown'> | 'direct';
/** Views of students, kept in Redis. */
export interface Views {
  /** A view that is no older than what its student was answered last. @throws what making it throws */
  read<Begun extends { version: number }>(source: ViewSource<Begun>): Promise<View>;
  /** As versions are told, and counted. */
  tell: Versions['tell'];
  /** How often what happened, since the process began. */
  readonly reads: ReadonlyMap<`${ViewName} ${ReadOutcome}`, number>;
  readonly tells: ReadonlyMap<TellOutcome, number>;
}

interface ViewsDeps {
  db: Knex;
  store: ViewStore;
  listener: Listener;
  clock: Clock;
  log: Log;
}

/** Another's flight is waited for so long, with a look every so often. */
const WAIT_MS = 1_000;
const LOOK_MS = 20;
/** Of a hash in base64url. */
const ETAG_LENGTH = 27;

export function createViews({ clock, ...deps }: ViewsDeps): Views {
  const { db, store, listener } = deps;
  const versions = createVersions(deps);
  const reads = new Map<`${ViewName} ${ReadOutcome}`, number>();
  const tells = new Map<TellOutcome, number>();

  async function look<Begun extends { version: number }>(key: ViewKey, begin: () => Promise<Begun>) {
    let begun: Begun | undefined;
    const until = performance.now() + WAIT_MS;
    for (;;) {
      let looked = await unlessAway(store.read(key, versions.least(key.userId)));
      if (looked?.kind === 'unknown' || versions.mayBeOld()) {
        begun = await begin();
        looked = looked && (await unlessAway(store.readAt(key, begun.version)));
      }
      if (looked?.kind !== 'wait' || performance.now() > until) return { looked, begun };
      await pause(LOOK_MS);
    }
  }

  return {
    reads,
    tells,
    async read(source) {
      const { view, userId, variant } = source;
      const key = { userId, view: variant === undefined ? view : `${view}-${variant}`, token: randomUUID() };
      const begin = source.begin ?? (async () => ({ version: await findVersion(db, userId) }) as never);
      await listener.ensure();
      const { looked, begun } = await look(key, begin);
      count(reads, `${view} ${looked && looked.kind !== 'unknown' ? looked.kind : 'direct'}`);
      if (looked?.kind === 'hit' || looked?.kind === 'stale') return unpack(looked.kept);
      const led = looked?.kind === 'lead' ? looked.version : undefined;
      try {
        const from = begun && begun.version >= (led ?? 0) ? begun : await begin();
        const made = await source.make(from);
        const kept = pack(made.body);
        const lifeMs = Math.min(lifeOf(view), made.until.getTime() - clock().getTime());
        if (led === undefined) return unpack(kept);
        if (made.isPartial || lifeMs <= 0) void unlessAway(store.leave(key, led));
        // Nobody waits for it: what comes next on this connection comes after it.
        else void unlessAway(store.keep(key, { led, version: from.version, kept, lifeMs }));
        return unpack(kept);
      } catch (error) {
        if (led !== undefined) void unlessAway(store.leave(key, led));
        throw error;
      }
    },
    async tell(userId) {
      const outcome = await versions.tell(userId);
      count(tells, outcome);
      return outcome;
    },
  };
}

/** With the time in which it is given while it is made anew. */
const lifeOf = (view: ViewName): number => {
  const ms = LIFE_MINUTES[view] * 60_000;
  return ms + randomInt(-ms / 8, ms / 8) + STALE_MS;
};

const unlessAway = <T>(call: Promise<T>): Promise<T | undefined> => call.catch(() => undefined);

function count<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function pack(body: object): Buffer {
  const json = JSON.stringify(body);
  return Buffer.from(hash('sha256', json, 'base64url').slice(0, ETAG_LENGTH) + json);
}

const unpack = (kept: Buffer): View => ({
  etag: kept.toString('latin1', 0, ETAG_LENGTH),
  json: kept.subarray(ETAG_LENGTH),
});
