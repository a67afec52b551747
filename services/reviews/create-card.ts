import type { Knex } from 'knex';
import { hashJson } from '../../lib/hash-json.js';
import { completeKey, type IdempotentRequest, withIdempotencyKey } from '../shared/idempotency.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { topicIdOf } from '../shared/topic-id.js';
import { addCards } from './add-cards.js';

/** What a student writes on a card. */
export interface CardContent {
  front: string;
  back: string;
  tags: string[];
  /** `subject/topic`, of the catalog. */
  topic?: string | undefined;
}

/**
 * Makes a card that a student wrote.
 * @returns its id
 * @throws Problem not-found for a topic; too-many-cards; idempotency-key-*; those of lockCallerForShare.
 */
export function createCard(
  { db }: { db: Knex },
  { caller, content, idempotent }: { caller: Caller; content: CardContent; idempotent: IdempotentRequest | undefined },
): Promise<string> {
  const { front, back, tags, topic } = content;
  const fingerprint = hashJson([front, back, tags, topic]);
  return withIdempotencyKey({ db }, idempotent, {
    first: (lease) =>
      db.transaction(async (trx) => {
        await lockCallerForShare(caller, trx);
        const topicId = await topicIdOf(topic, trx);
        const [id = ''] = await addCards(caller.userId, [{ origin: 'student', front, back, tags, topicId }], trx);
        if (lease) await completeKey(lease, { resourceId: id, fingerprint }, trx);
        return id;
      }),
    fingerprint: async () => fingerprint,
    repeat: (id) => id,
  });
}
