import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { VERSION_MS } from '../../clients/view-scripts.js';
import type { ViewStore } from '../../clients/view-store.js';
import type { Listener } from '../../db/listener.js';
import { findVersion, notifyVersion } from '../../db/queries/versions.js';
import type { Log } from '../shared/ports.js';

/** `told`: in Redis. `missed`: Redis did not take it, and every process was told by Postgres. `lost`: neither did. */
export type TellOutcome = 'told' | 'missed' | 'lost';

/** What is known of students' versions beside what Redis holds. */
export interface Versions {
  /** Tells, after a write of a student was committed and before it is answered, that what was kept is old. Never throws. */
  tell(userId: string): Promise<TellOutcome>;
  /** What a student's version is at least, where Redis missed it; 0 where nothing is known. */
  least(userId: string): number;
  /** Whether versions in Redis may be old, since nobody listened for those that it missed. */
  mayBeOld(): boolean;
}

/** How often Redis is told again what it did not take. */
const RETELL_MS = 250;
/** Students of whom it is remembered which version Redis missed. */
const MAX_MISSED = 50_000;

/** Tells Redis of versions, and where it does not take them every process by Postgres, and Redis again until it does. */
export function createVersions(deps: { db: Knex; store: ViewStore; listener: Listener; log: Log }): Versions {
  const { db, store, listener, log } = deps;
  const missed = new LRUCache<string, number>({ max: MAX_MISSED, ttl: 2 * VERSION_MS });
  const untold = new Map<string, number>();
  let isRetelling = false;
  let trustsAt = 0;

  // What Redis missed is told by Postgres; while nobody listens, versions in Redis may be old.
  listener.onLost(() => {
    trustsAt = performance.now() + VERSION_MS;
  });
  listener.on('version_raised', (payload) => {
    const [userId = '', version] = payload.split(' ');
    miss(userId, Number(version));
    store.raise(userId, Number(version)).catch(() => {});
  });

  const least = (userId: string): number => missed.get(userId) ?? 0;
  const miss = (userId: string, version: number) => missed.set(userId, Math.max(version, least(userId)));

  async function tellOtherwise(userId: string, version: number | undefined): Promise<TellOutcome> {
    try {
      if (version === undefined) throw new Error('Postgres did not tell the version');
      miss(userId, version);
      untold.set(userId, version);
      void retell();
      await notifyVersion(db, userId, version);
      return 'missed';
    } catch (error) {
      log.warn({ error: (error as Error).name }, 'nobody was told of a version: a view may be old for a minute');
      return 'lost';
    }
  }

  /** For processes that begin later, which Postgres did not tell. */
  async function retell(): Promise<void> {
    if (isRetelling) return;
    isRetelling = true;
    while (untold.size > 0) {
      await pause(RETELL_MS, undefined, { ref: false });
      for (const [userId, version] of untold) {
        if (!(await isTaken(store.raise(userId, version)))) break;
        if (untold.get(userId) === version) untold.delete(userId);
      }
    }
    isRetelling = false;
  }

  return {
    least,
    mayBeOld: () => performance.now() < trustsAt,
    async tell(userId) {
      const version = await findVersion(db, userId).catch(() => undefined);
      const telling = version === undefined ? store.forget(userId) : store.raise(userId, version);
      return (await isTaken(telling)) ? 'told' : tellOtherwise(userId, version);
    },
  };
}

const isTaken = (telling: Promise<void>): Promise<boolean> =>
  telling.then(
    () => true,
    () => false,
  );
