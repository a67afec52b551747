/** Reviews of cards that were due, in a study day, and how many of them may be of new cards. */
export const DAILY_REVIEWS = 100;
export const DAILY_NEW = 20;

/** One card in so many is new, while there are others. */
const NEW_EVERY = 5;

/** A card, as far as its place is chosen by it. */
export interface QueuedCard {
  topicId: string | null;
}

/** What there is to review, and what was reviewed today of it. */
export interface ReviewQueue<Card extends QueuedCard> {
  /** Cards that were reviewed before and are due, the one that has waited longest first. */
  due: readonly Card[];
  fresh: readonly Card[];
  reviewedToday: number;
  newToday: number;
}

/**
 * What a student reviews today, in its order: one card in five is new, and no two of a topic stand one after the other
 * where that can be avoided.
 */
export function pickDue<Card extends QueuedCard>({ due, fresh, reviewedToday, newToday }: ReviewQueue<Card>): Card[] {
  const { left, newLeft } = roomOf({ reviewedToday, newToday });
  return spread(mix(due, fresh.slice(0, newLeft)).slice(0, left));
}

/** How many cards `pickDue` chooses, by how many there are. */
export function countLeft({
  dueCount,
  freshCount,
  ...done
}: { dueCount: number; freshCount: number } & Reviewed): number {
  const { left, newLeft } = roomOf(done);
  return Math.min(left, dueCount + Math.min(freshCount, newLeft));
}

type Reviewed = Pick<ReviewQueue<QueuedCard>, 'reviewedToday' | 'newToday'>;

/** How many cards today has room for, and how many of them may be new. */
function roomOf({ reviewedToday, newToday }: Reviewed): { left: number; newLeft: number } {
  const left = Math.max(0, DAILY_REVIEWS - reviewedToday);
  return { left, newLeft: Math.max(0, Math.min(left, DAILY_NEW - newToday)) };
}

/** After every four cards that are due comes a new one; what is left of either comes last. */
function mix<Card>(due: readonly Card[], fresh: readonly Card[]): Card[] {
  const mixed: Card[] = [];
  let [dues, news] = [0, 0];
  while (dues < due.length || news < fresh.length) {
    const isNewsTurn = (mixed.length + 1) % NEW_EVERY === 0 || dues === due.length;
    const next = isNewsTurn && news < fresh.length ? fresh[news++] : due[dues++];
    if (next) mixed.push(next);
  }
  return mixed;
}

/**
 * The earliest card whose topic is not that of the one before, but a card of the topic that has over half of what is
 * left: else its cards would be among themselves at the end. Cards without a topic are of none.
 */
function spread<Card extends QueuedCard>(cards: readonly Card[]): Card[] {
  const left = [...cards];
  const counts = new Map<string, number>();
  for (const { topicId } of left) if (topicId !== null) counts.set(topicId, (counts.get(topicId) ?? 0) + 1);
  const spread: Card[] = [];
  let before: string | null = null;
  while (left.length > 0) {
    const pressing = [...counts].find(([topicId, count]) => topicId !== before && count * 2 > left.length)?.[0];
    const fits = ({ topicId }: Card) =>
      pressing === undefined ? topicId === null || topicId !== before : topicId === pressing;
    const [card] = left.splice(Math.max(0, left.findIndex(fits)), 1) as [Card];
    if (card.topicId !== null) counts.set(card.topicId, (counts.get(card.topicId) ?? 1) - 1);
    before = card.topicId;
    spread.push(card);
  }
  return spread;
}
