/**
 * The level of a heading by the name of its style; undefined for other styles. Word's built-in styles have English names
 * in every language.
 */
export function levelByName(name: string): number | undefined {
  const [, digit] = /^heading ([1-9])$/i.exec(name) ?? [];
  return digit === undefined ? (/^title$/i.test(name) ? 1 : undefined) : Number(digit);
}
