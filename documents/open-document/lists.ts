import { Failure } from '../../domain/runs/failures.js';
import { type Attributes, attribute } from '../office/xml.js';
import { formatBySign, writeNumber } from '../plain-text/list-numbers.js';
import type { ListLevel, Styles } from './styles.js';

/** The lists that are open around a paragraph. */
export interface Lists {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  depth(): number;
  /** The bullet or number of the item that is open; '' behind its first paragraph, and for an item without any. */
  takeMarker(): string;
}

interface List {
  style: string | undefined;
  count: number;
}

interface Item {
  marker: string | undefined;
  /** How many lists are open within its own. */
  depth: number;
}

/** Lists within lists; programs make ten. */
const MAX_LISTS = 200;

/** Counts the items of lists in document order, each with its first text: an item may only hold a deeper list. */
export function createLists(styles: Styles): Lists {
  const lists: List[] = [];
  const items: Item[] = [];
  /** Where the lists of a style and a level ended, for those that continue them. */
  const ended = new Map<string, number>();
  const levelAt = (depth: number) => styles.listLevel(lists[depth - 1]?.style, depth);
  const keyOf = (list: List, depth: number) => `${list.style} ${depth}`;

  const openList = (attributes: Attributes) => {
    if (lists.length >= MAX_LISTS) throw new Failure('TooComplex');
    const list: List = { style: attribute(attributes, 'style-name') || lists.at(-1)?.style, count: 0 };
    lists.push(list);
    const start = (levelAt(lists.length)?.start ?? 1) - 1;
    const isContinued =
      attribute(attributes, 'continue-numbering') === 'true' || attribute(attributes, 'continue-list') !== undefined;
    list.count = isContinued ? (ended.get(keyOf(list, lists.length)) ?? start) : start;
  };
  const openItem = (name: string, attributes: Attributes) => {
    const list = lists.at(-1);
    const start = Number.parseInt(attribute(attributes, 'start-value') ?? '', 10);
    if (list && Number.isInteger(start)) list.count = start - 1;
    items.push({ marker: name === 'list-header' ? '' : undefined, depth: lists.length });
  };
  return {
    open(name, attributes) {
      if (name === 'list') openList(attributes);
      else if (name === 'list-item' || name === 'list-header') openItem(name, attributes);
    },
    close(name) {
      if (name === 'list') {
        const list = lists.at(-1);
        if (list) ended.set(keyOf(list, lists.length), list.count);
        lists.pop();
      } else if (name === 'list-item' || name === 'list-header') items.pop();
    },
    depth: () => lists.length,
    takeMarker() {
      const item = items.at(-1);
      const list = lists[(item?.depth ?? 0) - 1];
      if (!item || !list || item.marker !== undefined) return '';
      list.count += 1;
      const counts = lists.slice(0, item.depth).map(({ count }) => count);
      item.marker = writeMarker(levelAt(item.depth), counts, levelAt);
      return item.marker;
    },
  };
}

/** Makes a counter of headings: it gives the number of the next one of a level, '' where none is shown. */
export function createOutline(styles: Styles): (level: number) => string {
  const counts: number[] = [];
  return (level) => {
    counts.length = Math.min(counts.length, level);
    while (counts.length < level) counts.push((styles.outlineLevel(counts.length + 1)?.start ?? 1) - 1);
    counts[level - 1] = (counts[level - 1] ?? 0) + 1;
    const shown = styles.outlineLevel(level);
    return shown?.format ? writeMarker(shown, counts, styles.outlineLevel) : '';
  };
}

/** The number at a level: `2.`, or `1.2` where the levels above are shown. */
function writeMarker(
  level: ListLevel | undefined,
  counts: readonly number[],
  levelAt: (depth: number) => ListLevel | undefined,
): string {
  if (!level || level.format === undefined) return '- ';
  if (level.format === '') return '';
  const from = Math.max(counts.length - level.shownLevels, 0);
  const numbers = counts.slice(from).map((count, at) => {
    const format = levelAt(from + at + 1)?.format ?? '1';
    return writeNumber(formatBySign(format), Math.max(count, 1));
  });
  return `${level.prefix}${numbers.join('.')}${level.suffix} `;
}
