import { writeNumber } from '../plain-text/list-numbers.js';
import { attribute, isOn, readXml } from './xml.js';

/** Gives the markers of list items in document order: `- `, `2. `, `1.1 `; '' for an item without any. */
export type NextMarker = (listId: string, level: number) => string;

interface Level {
  /** `bullet`, `decimal`, `lowerLetter` and others. */
  format: string;
  /** As in `%1.%2`, where %1 stands for the number at the highest level. */
  pattern: string;
  start: number;
  /** Whether the numbers of all levels are in figures here (`w:isLgl`), such as 2.1 below II. */
  isLegal: boolean;
}

interface Definition {
  levels: Map<number, Level>;
  /** The list style that it is. */
  style?: string;
  /** The list style that it only refers to. */
  link?: string;
}

interface List {
  definition: string;
  /** Instead of those of its definition. */
  levels: Map<number, Level>;
  /** Levels at which this list begins anew though others share its definition. */
  restarts: Map<number, number>;
}

const LEVELS = 9;
const DECIMAL: Level = { format: 'decimal', pattern: '%1.', start: 1, isLegal: false };

/** Reads the part with a document's list definitions. */
export async function readNumbering(source: AsyncIterable<Uint8Array>): Promise<NextMarker> {
  const definitions = new Map<string, Definition>();
  const lists = new Map<string, List>();
  let definition: Definition | undefined;
  let level: Level | undefined;
  let list: List | undefined;
  let override = 0;
  await readXml(source, {
    open(name, attributes) {
      const value = attribute(attributes, 'val') ?? '';
      if (name === 'abstractNum') {
        definition = { levels: new Map() };
        definitions.set(attribute(attributes, 'abstractNumId') ?? '', definition);
      } else if (name === 'styleLink' && definition) definition.style = value;
      else if (name === 'numStyleLink' && definition) definition.link = value;
      else if (name === 'lvl') {
        level = { ...DECIMAL };
        (definition ?? list)?.levels.set(Number(attribute(attributes, 'ilvl')), level);
      } else if (name === 'num') {
        list = { definition: '', levels: new Map(), restarts: new Map() };
        lists.set(attribute(attributes, 'numId') ?? '', list);
      } else if (name === 'abstractNumId' && list) list.definition = value;
      else if (name === 'lvlOverride') override = Number(attribute(attributes, 'ilvl'));
      else if (name === 'startOverride') list?.restarts.set(override, Number(value));
      else if (!level) return;
      else if (name === 'start') level.start = Number(value);
      else if (name === 'numFmt') level.format = value;
      else if (name === 'isLgl') level.isLegal = isOn(attributes);
      else if (name === 'lvlText') level.pattern = value;
    },
    close(name) {
      if (name === 'lvl') level = undefined;
      if (name === 'abstractNum') definition = undefined;
      if (name === 'num') list = undefined;
    },
  });
  return countMarkers(levelsOf(definitions), lists);
}

/** The levels of each definition, or those of the list style that it refers to. */
function levelsOf(definitions: ReadonlyMap<string, Definition>): Map<string, ReadonlyMap<number, Level>> {
  const styles = new Map([...definitions.values()].map((each) => [each.style, each.levels]));
  return new Map(
    [...definitions].map(([id, { levels, link }]) => [
      id,
      (link === undefined ? undefined : styles.get(link)) ?? levels,
    ]),
  );
}

function countMarkers(
  definitions: ReadonlyMap<string, ReadonlyMap<number, Level>>,
  lists: ReadonlyMap<string, List>,
): NextMarker {
  const counts = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();
  return (listId, level) => {
    const list = lists.get(listId);
    const levels = definitions.get(list?.definition ?? '');
    if (!list || !levels) return '- ';
    const depth = Math.min(Math.max(level, 0), LEVELS - 1);
    const numbers = counts.get(list.definition) ?? [];
    counts.set(list.definition, numbers);
    if (!begun.has(listId)) for (const [at, start] of startsOf(list)) numbers[at] = start - 1;
    begun.add(listId);
    const levelAt = (index: number) => list.levels.get(index) ?? levels.get(index) ?? DECIMAL;
    numbers[depth] = (numbers[depth] ?? levelAt(depth).start - 1) + 1;
    numbers.length = depth + 1;
    const formatAt = (index: number) => (levelAt(depth).isLegal ? 'decimal' : levelAt(index).format);
    return write(levelAt(depth), (index) => writeNumber(formatAt(index), numbers[index] ?? levelAt(index).start));
  };
}

/** Where a list begins with numbers of its own: where it says so, and where a level is its own. */
const startsOf = ({ levels, restarts }: List): Map<number, number> =>
  new Map([...[...levels].map(([at, { start }]) => [at, start] as const), ...restarts]);

function write({ format, pattern }: Level, numberAt: (index: number) => string): string {
  if (format === 'bullet') return '- ';
  if (format === 'none' || pattern === '') return '';
  return `${pattern.replace(/%([1-9])/g, (_, digit: string) => numberAt(Number(digit) - 1))} `;
}
