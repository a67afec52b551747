import { type Argument, addScript, addText, type Item, type Option, SWITCHES } from './equation-parts.js';

/** Levels of what is nested; a renderer stops not far behind. */
const MAX_DEPTH = 8;

/** What stands outside of an equation, such as `\* MERGEFORMAT`. */
const FORMAT = /\\\*\s*(?:"[^"]*"|[^\s\\(]+)/y;
const SWITCH = /\\([a-z])(?![a-z])/iy;
const SIGN_OPTION = /\s*\\([lrbfv]c)\s*\\(.)/iuy;
const OPTION = /\s*\\([a-z]{2})(?![a-z])\s*([\d.]{0,8})/iy;
const OPENING = /\s*\(/y;

/**
 * The parts of an equation of Word's field EQ, such as `\f(1,2)`. Arguments are parted by commas, or by semicolons where
 * commas are decimal. undefined where it cannot be read.
 */
export function parseEquation(source: string): Item[] | undefined {
  const bySemicolons = parse(source, ';');
  return bySemicolons.splits > 0 && bySemicolons.items ? bySemicolons.items : parse(source, ',').items;
}

function parse(source: string, separator: string): { items: Item[] | undefined; splits: number } {
  let at = 0;
  let splits = 0;
  let isBroken = false;

  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source) ?? undefined;
    at += found?.[0].length ?? 0;
    return found;
  };
  const fail = (): Item[] => {
    isBroken = true;
    at = source.length;
    return [];
  };
  const takeOptions = (): Option[] => {
    const options: Option[] = [];
    for (;;) {
      const [, name, value = ''] = take(SIGN_OPTION) ?? take(OPTION) ?? [];
      if (name === undefined) return options;
      options.push({ name: name.toLowerCase(), value });
    }
  };
  const takeArguments = (depth: number): Argument[] => {
    const found: Argument[] = [];
    if (depth > MAX_DEPTH || !take(OPENING)) fail();
    while (!isBroken) {
      const start = at;
      const items = takeRow(depth);
      found.push({ items, source: source.slice(start, at) });
      at += 1;
      if (source[at - 1] === ')') return found;
      splits += 1;
    }
    return found;
  };
  /** Raised and lowered text goes to what stands before it; anything else of this switch is stacked. */
  const takeShifted = (items: Item[], depth: number) => {
    do {
      const name = takeOptions().at(-1)?.name;
      const parts = takeArguments(depth);
      const [only] = parts;
      if (only && parts.length === 1 && (name === 'up' || name === 'do'))
        addScript(items, name === 'up' ? 'super' : 'sub', only);
      else for (const [index, part] of parts.entries()) items.push(...(index === 0 ? [] : [' ']), ...part.items);
      OPTION.lastIndex = at;
    } while (!isBroken && OPTION.test(source));
  };
  const takeSwitch = (name: string, items: Item[], depth: number) => {
    if (name === 's') {
      takeShifted(items, depth);
      return;
    }
    const options = takeOptions();
    items.push(...(SWITCHES[name]?.(takeArguments(depth), options) ?? fail()));
  };
  /** Until the end, or that of an argument. */
  const takeRow = (depth: number): Item[] => {
    const items: Item[] = [];
    let brackets = 0;
    while (at < source.length) {
      const sign = source[at] ?? '';
      if (depth > 0 && brackets === 0 && (sign === ')' || sign === separator)) return items;
      const [, name] = take(SWITCH) ?? [];
      if (name !== undefined) takeSwitch(name.toLowerCase(), items, depth + 1);
      else if (depth > 0 || !take(FORMAT)) {
        const isEscaped = sign === '\\';
        if (isEscaped && /[a-z]/i.test(source[at + 1] ?? '')) fail();
        else addText(items, isEscaped ? (source[at + 1] ?? '') : sign);
        if (sign === '(') brackets += 1;
        else if (sign === ')') brackets = Math.max(0, brackets - 1);
        at += isEscaped ? 2 : 1;
      }
    }
    return depth > 0 ? fail() : items;
  };
  const items = takeRow(0);
  return { items: isBroken ? undefined : items, splits };
}
