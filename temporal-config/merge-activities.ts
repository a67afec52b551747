/** All activities of a worker by their names. @throws Error for two of one name: Temporal would know only one. */
export function mergeActivities(groups: readonly object[]): object {
  const merged: Record<string, unknown> = {};
  for (const [name, activity] of groups.flatMap(Object.entries)) {
    if (name in merged) throw new Error(`Two activities are called ${name}`);
    merged[name] = activity;
  }
  return merged;
}
