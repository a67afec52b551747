/** Letters of a word at least: of short ones, one letter makes another word. */
const MIN_LENGTH = 5;

/** Whether two words are one, but for a letter that is wrong, missing, too many or swapped with the next. */
export function isTypoOf(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < MIN_LENGTH || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
