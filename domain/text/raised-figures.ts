const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const ASCII = '0123456789+-';
const RAISED_RUN = new RegExp(`[${RAISED}]+`, 'gu');

/** Replaces each run of raised figures and signs by what is made of it in ASCII: `⁻²³` is given as `-23`. */
export const replaceRaised = (text: string, replacement: (ascii: string) => string): string =>
  text.replace(RAISED_RUN, (run) => replacement([...run].map((sign) => ASCII[RAISED.indexOf(sign)]).join('')));
