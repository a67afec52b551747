/** Texts of one call: as many as take a third of a second, in which others wait. */
const BATCH = 8;

/**
 * The vectors of any number of texts, in order.
 * @param onBatch is told how many there are so far
 */
export async function embedInBatches(
  texts: readonly string[],
  embed: (batch: string[]) => Promise<number[][]>,
  onBatch: (embedded: number) => void = () => {},
): Promise<number[][]> {
  const vectors: number[][] = [];
  for (let at = 0; at < texts.length; at += BATCH) {
    vectors.push(...(await embed(texts.slice(at, at + BATCH))));
    onBatch(vectors.length);
  }
  return vectors;
}
