/**
 * The mark of an order: the longest run of items that stand next to one another as they do in the right order. A run
 * of one shows nothing, so it counts 0, and all in order 1.
 */
export function markOrder(right: readonly string[], order: readonly string[]): number {
  const places = new Map(right.map((id, place) => [id, place]));
  let [run, longest] = [1, 1];
  for (let at = 1; at < order.length; at++) {
    const [before, place] = [places.get(order[at - 1] ?? ''), places.get(order[at] ?? '')];
    run = before !== undefined && place === before + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return (longest - 1) / (right.length - 1);
}
