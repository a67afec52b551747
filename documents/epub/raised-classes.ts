import { type Archive, readPartIfWhole } from '../office/archive.js';
import type { Script } from '../signs/scripts.js';
import type { BookPackage } from './package.js';
import type { Parts } from './parts.js';

const ALIGNED = /(?:^|[;\s])vertical-align\s*:\s*(super|sub\b|-?[\d.]+(?:%|em|ex|pt|px))/i;
/** The class of what a selector chooses; one that chooses by more is passed over. */
const CLASS = /(?:^|[\s>])(?:span|a|sup|sub|em|i|b|small)?\.([\w-]{1,100})$/i;
/** Style sheets of a book that are read, and letters of each. */
const MAX_SHEETS = 50;
const MAX_LENGTH = 1_000_000;
/** Letters before a rule in which its classes are. */
const MAX_SELECTORS = 2_000;

/**
 * The classes by which a book's style sheets raise and lower text: programs that make books seldom write `sup`.
 * @throws Failure Encrypted, TooComplex.
 */
export async function raisedClasses(
  archive: Archive,
  book: BookPackage,
  parts: Parts,
): Promise<ReadonlyMap<string, Script>> {
  const classes = new Map<string, Script>();
  const sheets = [...book.items.values()].filter(({ mediaType }) => mediaType === 'text/css').slice(0, MAX_SHEETS);
  for (const { href } of sheets) {
    const part = parts.find(book.folder, href);
    if (part === undefined) continue;
    addClasses((await readPartIfWhole(archive, part)).toString('utf8').slice(0, MAX_LENGTH), classes);
  }
  return classes;
}

function addClasses(css: string, classes: Map<string, Script>): void {
  for (const rule of withoutComments(css).split('}')) {
    const at = rule.lastIndexOf('{');
    const [, place] = (at < 0 ? null : ALIGNED.exec(rule.slice(at + 1))) ?? [];
    if (place === undefined) continue;
    const share = Number.parseFloat(place);
    const script = place === 'super' || share > 0 ? 'super' : place === 'sub' || share < 0 ? 'sub' : undefined;
    const selectors = rule.slice(rule.lastIndexOf('{', at - 1) + 1, at).slice(-MAX_SELECTORS);
    for (const selector of selectors.split(',')) {
      const [, name] = CLASS.exec(selector.trim()) ?? [];
      if (name !== undefined && script) classes.set(name, script);
    }
  }
}

const withoutComments = (css: string): string =>
  css
    .split('*/')
    .map((piece) => piece.split('/*', 1)[0])
    .join(' ');
