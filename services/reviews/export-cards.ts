import type { Knex } from 'knex';
import { allCards } from '../../db/queries/cards.js';
import { ankiFile } from '../../domain/learning/reviews/anki-file.js';

/** Before what a file calls its card, in the natural key of that card. */
export const GUID_KEY = 'import:guid:';

/** All cards of a student as a text that Anki imports; a card that came from a file keeps what that called it. */
export async function exportCards({ db }: { db: Knex }, userId: string): Promise<string> {
  const cards = await allCards(db, userId);
  return ankiFile(
    cards.map(({ id, originKey, topic, front, back, tags }) => {
      const guid = originKey?.startsWith(GUID_KEY) ? originKey.slice(GUID_KEY.length) : id;
      return { guid, topic, front, back, tags };
    }),
  );
}
