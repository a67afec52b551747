/** Several groups of activities as one. */
type Merged<Group> = (Group extends unknown ? (group: Group) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** All activities of a worker by their names. @throws Error for two of one name: Temporal would know only one. */
export function mergeActivities<Group extends object>(groups: readonly Group[]): Merged<Group> {
  const merged: Record<string, unknown> = {};
  for (const [name, activity] of groups.flatMap(Object.entries)) {
    if (name in merged) throw new Error(`Two activities are called ${name}`);
    merged[name] = activity;
  }
  return merged as Merged<Group>;
}
