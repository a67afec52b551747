const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** Tells which forms of a thing are left out where a book has several (`epub:switch`): formulas are read, else the last. */
export function createForms() {
  let isShown = false;
  return {
    isLeftOut(name: string, attributes: Readonly<Record<string, string>>): boolean {
      if (name === 'epub:switch') isShown = false;
      else if (name === 'epub:case') {
        const isKnown = attributes['required-namespace'] === MATHML;
        isShown ||= isKnown;
        return !isKnown;
      }
      return name === 'epub:default' && isShown;
    },
  };
}
