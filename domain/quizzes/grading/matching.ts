/** The mark of pairs: the share of prompts that have their option. */
export function markPairs(right: Readonly<Record<string, string>>, pairs: Readonly<Record<string, string>>): number {
  const prompts = Object.keys(right);
  return prompts.filter((prompt) => pairs[prompt] === right[prompt]).length / prompts.length;
}
