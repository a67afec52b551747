/** JSON that was found in a model's text. */
export interface FoundJson {
  value: unknown;
  /** False where the text ended before the JSON did: what was begun last is missing. */
  isWhole: boolean;
}

/** Brackets inside each other at most; a form has five. */
const MAX_DEPTH = 30;
/** Places in a text where JSON may begin that are tried at most. */
const MAX_STARTS = 40;

/**
 * Reads the JSON in what a model wrote: after its reasoning, between fences or in the middle of prose, with line
 * breaks or TeX inside strings, with commas too many or brackets too few.
 * @param isWanted whether a value is what was meant: prose may hold brackets of its own
 * @returns the first such value; undefined where there is none
 */
export function findJson(text: string, isWanted: (value: unknown) => boolean): FoundJson | undefined {
  const said = withoutReasoning(text);
  let at = -1;
  for (let tries = 0; tries < MAX_STARTS; tries++) {
    at = nextBracket(said, at + 1);
    if (at < 0) return undefined;
    const { json, isWhole, end } = scan(said, at);
    const value = parse(json);
    if (isWanted(value)) return { value, isWhole };
    // What is inside of it is a part of something else.
    if (isWhole && value !== undefined) at = end - 1;
  }
  return undefined;
}

/** Chat templates may open the reasoning themselves, so that only its end is seen. */
function withoutReasoning(text: string): string {
  const end = /^[\s\S]*<\/(?:think|thinking|reasoning)>/i.exec(text)?.[0].length ?? 0;
  return text.slice(end).replace(/<(?:think|thinking|reasoning)>[\s\S]*$/i, '');
}

function nextBracket(text: string, from: number): number {
  const found = text.slice(from).search(/[{[]/);
  return found < 0 ? -1 : from + found;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json, (_key, value) => (typeof value === 'string' ? storable(value) : value));
  } catch {
    return undefined;
  }
}

/** Without what PostgreSQL cannot hold. */
const storable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');

const CLOSER: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/**
 * The JSON that begins at a bracket, as strict JSON: up to where it is closed, or, where the text ends first, up to
 * the last value that is complete, and closed there.
 */
function scan(text: string, start: number): { json: string; isWhole: boolean; end: number } {
  const open: string[] = [];
  let json = '';
  /** What stands if nothing more is complete. */
  let complete = { length: 0, closers: '' };
  const keep = () => {
    complete = { length: json.length, closers: open.toReversed().join('') };
  };
  for (let at = start; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') {
      const string = readString(text, at);
      if (!string) break;
      // A name says nothing without its value.
      const isName = open.at(-1) === '}' && /[{,]\s*$/.test(json);
      json += string.json;
      at = string.end;
      if (!isName) keep();
      continue;
    }
    at++;
    const closer = CLOSER[character];
    if (closer) {
      if (open.push(closer) > MAX_DEPTH) break;
      json += character;
      keep();
    } else if (character === '}' || character === ']') {
      if (open.at(-1) !== character) break;
      open.pop();
      json = withoutLastComma(json) + character;
      keep();
      if (open.length === 0) return { json, isWhole: true, end: at };
    } else {
      if (character === ',') keep();
      json += character;
    }
  }
  return { json: json.slice(0, complete.length) + complete.closers, isWhole: false, end: text.length };
}

const withoutLastComma = (json: string): string => json.replace(/,\s*$/, '');

const CONTROL_NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What may follow the end of a string; after anything else a quotation mark is one of its text. */
const AFTER_STRING = /^\s*(?:[,:}\]"]|$)/;

/** An escape of JSON, unless it begins a word of TeX, of which the backslash is meant. In capitals none is one. */
const ESCAPE =
  /^\\(?:["\\/]|u[\da-fA-F]{4}|[bf](?![a-zA-Z])|t(?!imes|heta|au\b|ext|o\b|an\b|riangle)|n(?!abla|eq\b)|r(?!ho\b|ight))/;

/** A string literal as JSON wants it; undefined where the text ends inside it. */
function readString(text: string, start: number): { json: string; end: number } | undefined {
  let json = '"';
  for (let at = start + 1; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"' && AFTER_STRING.test(text.slice(at + 1, at + 200))) return { json: `${json}"`, end: at + 1 };
    const valid = character === '\\' ? ESCAPE.exec(text.slice(at, at + 12))?.[0] : undefined;
    json += valid ?? escaped(character);
    at += valid?.length ?? 1;
  }
  return undefined;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  return character < ' ' ? (CONTROL_NAMES[character] ?? ' ') : character;
}
