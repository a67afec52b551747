import { writeNumber } from '../plain-text/list-numbers.js';
import { type ListStyle, listStyleOf } from './list-style.js';

/** The lists and their items that are open around what is read. */
interface Lists {
  /** Called for each element, also for those that are left out. */
  meet(name: string, attributes: Attributes): void;
  /** Both take an element, and tell whether it is a list or an item. */
  open(name: string, attributes: Attributes): boolean;
  close(name: string): boolean;
  /** The innermost item. */
  item(): Item | undefined;
  /** The number that the blocks of the current list belong together by. */
  group(): number;
}

interface Item {
  /** The bullet or number, as long as nothing of the item was written. */
  marker: string | undefined;
  depth: number;
}

interface List {
  style: ListStyle;
  next: number;
  step: 1 | -1;
}

type Attributes = Readonly<Record<string, string>>;

/**
 * Counts the items of lists. `sizes` has how many items each list has that counts down to 1, in document order: where
 * it does not say, the list counts up.
 */
export function createLists(newGroup: () => number, sizes: readonly number[]): Lists {
  const lists: List[] = [];
  const items: Item[] = [];
  let group = 0;
  let met = 0;
  let size: number | undefined;

  const openList = (name: string, attributes: Attributes) => {
    if (lists.length === 0) group = newGroup();
    const first = integer(attributes.start) ?? (countsDownToOne(name, attributes) ? size : undefined);
    const step = attributes.reversed !== undefined && first !== undefined ? -1 : 1;
    const own = listStyleOf(attributes);
    // A list that is shown without its bullets is a list all the same.
    const style = name === 'ol' ? (own ?? 'decimal') : own === 'none' ? 'bullet' : (own ?? 'bullet');
    lists.push({ style, next: first ?? 1, step });
  };
  return {
    meet(name, attributes) {
      if (!countsDownToOne(name, attributes)) return;
      size = sizes[met];
      met += 1;
    },
    open(name, attributes) {
      if (isList(name)) openList(name, attributes);
      else if (name === 'li')
        items.push({ marker: nextMarker(lists.at(-1), attributes), depth: Math.max(1, lists.length) });
      else return false;
      return true;
    },
    close(name) {
      if (isList(name)) lists.pop();
      else if (name === 'li') items.pop();
      else return false;
      return true;
    },
    item: () => items.at(-1),
    group: () => group,
  };
}

export const isList = (name: string): boolean => name === 'ul' || name === 'ol';

/** Whether the number that a list begins with is how many items it has. */
export const countsDownToOne = (name: string, { reversed, start }: Attributes): boolean =>
  name === 'ol' && reversed !== undefined && integer(start) === undefined;

function nextMarker(list: List | undefined, attributes: Attributes): string {
  if (!list) return '- ';
  const number = integer(attributes.value) ?? list.next;
  list.next = number + list.step;
  const style = listStyleOf(attributes) ?? list.style;
  if (style === 'bullet' || (style === 'none' && list.style === 'bullet')) return '- ';
  return style === 'none' ? '' : `${writeNumber(style, number)}. `;
}

function integer(text = ''): number | undefined {
  const [, digits] = /^\s*([+-]?\d{1,9})(?!\d)/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
