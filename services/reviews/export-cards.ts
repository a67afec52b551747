import type { Knex } from 'knex';
import { type CardWithTopic, cardsAfter } from '../../db/queries/cards.js';
import { ANKI_HEAD, ankiLines } from '../../domain/learning/reviews/anki-file.js';
import { inBatches } from '../../lib/in-batches.js';

/** Before what a file calls its card, in the natural key of that card. */
export const GUID_KEY = 'import:guid:';

/** Cards that are read at once: of the longest there are, two megabytes of text. */
const BATCH = 100;

/**
 * All cards of a student that are not suspended, as a text that Anki imports, piece by piece: of as many as a student
 * may have it is up to 180 MB. A card that came from a file keeps what that called it.
 * @throws before the first piece, where the database is away.
 */
export async function exportCards({ db }: { db: Knex }, userId: string): Promise<AsyncIterable<string>> {
  const batches = inBatches<CardWithTopic>(BATCH, (last, limit) => cardsAfter(db, userId, { after: last?.id, limit }));
  const first = await batches.next();
  return pieces(first.done ? [] : first.value, batches);
}

async function* pieces(first: readonly CardWithTopic[], rest: AsyncIterable<CardWithTopic[]>) {
  yield ANKI_HEAD + ankiLines(first.map(filed));
  for await (const cards of rest) yield ankiLines(cards.map(filed));
}

const filed = ({ id, originKey, topic, front, back, tags }: CardWithTopic) => ({
  guid: originKey?.startsWith(GUID_KEY) ? originKey.slice(GUID_KEY.length) : id,
  ...{ topic, front, back, tags },
});
