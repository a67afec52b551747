/**
 * Gives all that a list has, batch by batch, each asked for by the last item of the one before: so that a list of any
 * length takes little memory, and what is removed meanwhile shifts nothing.
 * @param list gives up to `limit` items after one, in their order
 */
export async function* inBatches<T>(
  limit: number,
  list: (after: T | undefined, limit: number) => Promise<T[]>,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  do {
    batch = await list(batch.at(-1), limit);
    if (batch.length > 0) yield batch;
  } while (batch.length === limit);
}
