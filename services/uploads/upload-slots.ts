import { Problem } from '../../domain/problems.js';

/** Places for uploads that are under way, a share of them for each student. */
export interface UploadSlots {
  /**
   * Runs an upload in a place of its own, whatever is uploaded.
   * @throws Problem too-many-uploads for a student whose share is taken, service-unavailable where all places are;
   * what `work` throws.
   */
  run<T>(userId: string, work: () => Promise<T>): Promise<T>;
}

const RETRY_AFTER_SECONDS = 5;

/** @param limits uploads at a time, of this process and of each student; memory is bounded by the first. */
export function createUploadSlots({ total, perStudent }: { total: number; perStudent: number }): UploadSlots {
  const open = new Map<string, number>();
  let taken = 0;

  const enter = (userId: string) => {
    const own = open.get(userId) ?? 0;
    const retry = { retryAfterSeconds: RETRY_AFTER_SECONDS };
    if (own >= perStudent)
      throw new Problem('too-many-uploads', `${perStudent} uploads at a time; wait for one to end.`, retry);
    if (taken >= total) throw new Problem('service-unavailable', 'Many files are coming in now.', retry);
    open.set(userId, own + 1);
    taken += 1;
  };
  const leave = (userId: string) => {
    const own = (open.get(userId) ?? 1) - 1;
    if (own > 0) open.set(userId, own);
    else open.delete(userId);
    taken -= 1;
  };

  return {
    async run(userId, work) {
      enter(userId);
      try {
        return await work();
      } finally {
        leave(userId);
      }
    },
  };
}
