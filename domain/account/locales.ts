/**
 * The canonical form of a BCP 47 language tag: `EN-us` gives `en-US`.
 * @returns undefined for what is no tag
 */
export function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
