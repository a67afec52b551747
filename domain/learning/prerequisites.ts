/** Topics and what is learned before each, by their names. */
export type Prerequisites = ReadonlyMap<string, readonly string[]>;

/** Topics of which each stands on the next and the last on the first; undefined where there is no such circle. */
export function findCircle(graph: Prerequisites): string[] | undefined {
  const done = new Set<string>();
  for (const topic of graph.keys()) {
    const circle = search(topic, [], graph, done);
    if (circle) return circle;
  }
  return undefined;
}

function search(topic: string, way: string[], graph: Prerequisites, done: Set<string>): string[] | undefined {
  const at = way.indexOf(topic);
  if (at >= 0) return way.slice(at);
  if (done.has(topic)) return undefined;
  for (const before of graph.get(topic) ?? []) {
    const circle = search(before, [...way, topic], graph, done);
    if (circle) return circle;
  }
  done.add(topic);
  return undefined;
}
