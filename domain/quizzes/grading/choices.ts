import type { Option } from '../question.js';

/**
 * The mark of ticked options: those that are right, less those that are wrong, divided by how many are right. Whoever
 * ticks everything has chosen nothing.
 */
export function markTicked(options: readonly Option[], right: readonly string[], chosen: readonly string[]): number {
  const ticked = new Set(chosen);
  if (ticked.size === options.length && right.length < options.length) return 0;
  const hits = right.filter((id) => ticked.has(id)).length;
  return Math.max(0, (2 * hits - ticked.size) / right.length);
}
