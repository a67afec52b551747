import type { ReviewLog } from '../../../db/models/review-log.js';
import type { CardWithTopic } from '../../../db/queries/cards.js';
import { previewIntervals } from '../../../domain/learning/reviews/review.js';
import type { ImportedLine } from '../../../services/reviews/import-cards.js';
import type { DueToday } from '../../../services/reviews/list-due.js';
import { presentCard } from '../cards/presenter.js';

/** A review as its student sees it. */
export const presentReview = ({ id, grade, reviewNo, studyDay, wasDue, due, undoneAt }: ReviewLog) => ({
  ...{ id, grade, reviewNo, studyDay, wasDue, due, isUndone: undoneAt !== null },
});

/** What there is to review today. */
export const presentDue = ({ cards, studyDay, plan, ...counts }: DueToday, limit: number) => ({
  data: cards.slice(0, limit).map((card: CardWithTopic) => ({
    card: presentCard(card),
    intervals: previewIntervals(card, { studyDay, ...plan }),
  })),
  studyDay,
  left: cards.length,
  ...counts,
});

/** What became of the lines of a file. */
export const presentImport = (lines: readonly ImportedLine[]) => {
  const count = (outcome: ImportedLine['outcome']) => lines.filter((line) => line.outcome === outcome).length;
  return { added: count('added'), known: count('known'), refused: count('refused'), lines };
};
