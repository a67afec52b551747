import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { knownCards } from '../../db/queries/imported-cards.js';
import { type CardFormat, type ReadCard, readCards } from '../../domain/learning/reviews/read-cards.js';
import { Problem } from '../../domain/problems.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { topicIdOf } from '../shared/topic-id.js';
import { addCards } from './add-cards.js';
import { GUID_KEY } from './export-cards.js';

/** What became of a line of a file. */
export interface ImportedLine {
  line: number;
  outcome: 'added' | 'known' | 'refused';
  /** Why it is refused. */
  reason: string | null;
}

interface PlannedCard {
  line: number;
  id: string;
  originKey: string;
  card: ReadCard;
}

/**
 * Adds the cards of a file. A line that is no card is refused, and the others are added; a card that the file names as
 * one that is there already, or that was imported before, is known.
 * @param input.topic of all of them, `subject/topic`
 * @throws Problem invalid-request for a file without a line; not-found for a topic; too-many-cards; those of
 * lockCallerForShare.
 */
export async function importCards(
  { db }: { db: Knex },
  { caller, format, file, topic }: { caller: Caller; format: CardFormat; file: string; topic?: string | undefined },
): Promise<ImportedLine[]> {
  const lines = readCards(format, file);
  if (lines.length === 0) throw new Problem('invalid-request', 'The file has no lines with cards.');
  const planned = lines.flatMap((read): PlannedCard[] =>
    'card' in read ? [{ line: read.line, id: uuidv7(), originKey: originKeyOf(read.card), card: read.card }] : [],
  );
  const added = await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    return addNew(caller.userId, planned, await topicIdOf(topic, trx), trx);
  });
  const addedLines = new Set(planned.filter(({ id }) => added.has(id)).map(({ line }) => line));
  return lines.map((read) => {
    if ('fault' in read) return { line: read.line, outcome: 'refused', reason: read.fault };
    return { line: read.line, outcome: addedLines.has(read.line) ? 'added' : 'known', reason: null };
  });
}

async function addNew(
  userId: string,
  planned: readonly PlannedCard[],
  topicId: string | null,
  trx: Transaction,
): Promise<Set<string>> {
  const guids = planned.flatMap(({ card }) => card.guid ?? []);
  const known = await knownCards(trx, userId, guids);
  const unknown = planned.filter(({ card }) => card.guid === null || !known.has(card.guid));
  const rows = [...new Map(unknown.toReversed().map((one) => [one.originKey, one])).values()].toReversed();
  const cards = rows.map(({ id, originKey, card: { front, back, tags } }) => ({
    ...({ id, origin: 'import', originKey, topicId } as const),
    ...{ front, back, tags },
  }));
  return new Set(await addCards(userId, cards, trx));
}

/** By what the file calls it, or else by what stands on it. */
function originKeyOf({ guid, front, back }: ReadCard): string {
  if (guid !== null) return `${GUID_KEY}${guid}`;
  return `import:text:${createHash('sha256')
    .update(JSON.stringify([front, back]))
    .digest('hex')}`;
}
