import { wordsOf } from '../../guides/words.js';
import { phrasesIn } from '../checks/phrases.js';
import type { Drafted } from './drafted.js';
import { under } from './gap.js';
import type { AskedNumber } from './number-questions.js';
import { hasName, type Source, type SourceSentence } from './source.js';
import { hasVerb } from './stands-alone.js';

const MAX_ITEM = 120;
const ITEMS = { least: 3, most: 4 };
/** Events of a source that are ordered at most once each. */
const MAX_QUESTIONS = 3;
/** Years between two events, so that their order is beyond doubt. */
const MIN_YEARS = 1;
/** A label before a colon, in a list. */
const LABEL = /^([\p{L}][\p{L}\p{M}\p{N} '’-]{2,40}?)\s*[:.–—]\s+(?=\S)/u;
const MAX_LABEL_WORDS = 4;

interface Event {
  year: number;
  text: string;
  sentence: SourceSentence;
}

/** Events by their years, from sentences that say when something was and go without that. */
export function eventQuestions(numbers: readonly AskedNumber[], source: Source): Drafted[] {
  const events = numbers.flatMap((number) => eventOf(number, source));
  const apart: Event[] = [];
  for (const event of events)
    if (!apart.some(({ year, sentence }) => Math.abs(year - event.year) < MIN_YEARS || sentence === event.sentence))
      apart.push(event);
  const groups: Event[][] = [];
  for (let at = 0; at + ITEMS.least <= apart.length && groups.length < MAX_QUESTIONS; at += ITEMS.most)
    groups.push(apart.slice(at, at + ITEMS.most));
  return groups.map((group) => orderOf(group, source));
}

function eventOf({ sentence, value, kind, digits }: AskedNumber, { wording }: Source): Event[] {
  if (kind !== 'year') return [];
  const others = sentence.quantities.filter(({ values }) => values.some((one) => one > 1000 && one < 2100));
  if (others.length > 1) return [];
  const patterns = [`^${wording.yearAtStart}(?=\\p{L})`, `${wording.yearAtEnd}(?=[ ,.])`];
  for (const pattern of patterns) {
    const match = new RegExp(pattern.replace('{year}', digits), 'u').exec(sentence.text);
    if (!match) continue;
    // 'The battle of Kosovo in 1389 serves as': the year is of its subject alone.
    if (match.index > 0 && !hasVerb(wordsOf(sentence.text.slice(0, match.index)), wording)) continue;
    // 'launched in 2024, on a flight' has no comma without its year.
    const behind = sentence.text.slice(match.index + match[0].length).replace(/^,/, '');
    const rest = (sentence.text.slice(0, match.index) + behind).replace(/\.$/, '');
    const text = rest.charAt(0).toUpperCase() + rest.slice(1);
    if (text.length <= MAX_ITEM && hasName(sentence) && text.split(' ').length >= 4)
      return [{ year: value, text, sentence }];
  }
  return [];
}

function orderOf(group: readonly Event[], { wording }: Source): Drafted {
  const inOrder = group.toSorted((a, b) => a.year - b.year);
  const [first] = inOrder;
  return {
    way: 'events',
    pageNo: first?.sentence.pageNo ?? 0,
    question: {
      kind: 'ordering',
      difficulty: 'medium',
      stem: wording.ask.events,
      items: inOrder.map(({ text }) => text),
      explanation: explained(inOrder),
      evidence: {
        quote: first?.sentence.text ?? '',
        further: inOrder.slice(1).map(({ sentence }) => sentence.text),
      },
    },
  };
}

/** Each event with its year, as much of it as there is room for. */
function explained(events: readonly Event[]): string {
  const room = Math.floor(390 / events.length) - 10;
  const short = (text: string) => (text.length <= room ? text : `${text.slice(0, text.lastIndexOf(' ', room))} …`);
  return events.map(({ text, year }) => `${year}: ${short(text)}.`).join(' ');
}

/** Labels of a list whose order is told by its heading or its introduction. */
export function stepQuestions(source: Source): Drafted[] {
  return listsOf(source).flatMap(({ items, introduction, heading }) => {
    const labels = items.flatMap(({ text }) => labelIn(text) ?? []);
    if (labels.length !== items.length || items.length < ITEMS.least || items.length > 6) return [];
    if (phrasesIn(introduction, source.wording.sequence).length === 0) return [];
    const [first] = items;
    if (!first || phrasesIn(heading, source.wording.asides).length > 0) return [];
    return [
      {
        way: 'steps' as const,
        pageNo: first.pageNo,
        question: {
          kind: 'ordering' as const,
          difficulty: 'medium' as const,
          stem: `${under(heading, source)}${source.wording.ask.steps}`,
          items: labels,
          explanation: source.wording.says.replace('{sentence}', () => labels.join(' → ')),
          evidence: { quote: first.text.slice(0, 300), further: items.slice(1).map(({ text }) => text) },
        },
      },
    ];
  });
}

/** Terms of a list with what stands behind them. */
export function labelQuestions(source: Source): Drafted[] {
  return listsOf(source).flatMap(({ items, heading }) => {
    const pairs = items.flatMap(({ text }): [string, string][] => {
      const label = labelIn(text);
      const said = label === undefined ? '' : text.slice(LABEL.exec(text)?.[0].length ?? 0).replace(/\.$/, '');
      return label !== undefined && isSaid(label, said) ? [[label, said]] : [];
    });
    const [first] = items;
    if (!first || pairs.length < ITEMS.least || phrasesIn(heading, source.wording.asides).length > 0) return [];
    if (areNumbered(pairs.map(([label]) => label))) return [];
    return [
      {
        way: 'labels' as const,
        pageNo: first.pageNo,
        question: {
          kind: 'matching' as const,
          difficulty: 'easy' as const,
          stem: `${under(heading, source)}${source.wording.ask.match}`,
          pairs: pairs.slice(0, 5),
          explanation: pairs
            .slice(0, 3)
            .map(([label, said]) => `${label}: ${said}.`)
            .join(' ')
            .slice(0, 400),
          evidence: { quote: first.text.slice(0, 300), further: items.slice(1).map(({ text }) => text) },
        },
      },
    ];
  });
}

/** `Handout A`, `Tip 2`: labels that only count are no terms. */
const areNumbered = (labels: readonly string[]): boolean => {
  const counted = labels.flatMap((label) => /^(.+) (?:\p{L}|\d+|[IVX]+)$/u.exec(label)?.[1] ?? []);
  return counted.length > 1 && new Set(counted).size < counted.length;
};

function labelIn(text: string): string | undefined {
  const label = LABEL.exec(text)?.[1]?.trim();
  return label && label.split(/\s+/u).length <= MAX_LABEL_WORDS ? label : undefined;
}

/** What is said stands for itself, and does not have its label in it. */
const isSaid = (label: string, said: string): boolean =>
  said.length >= 12 &&
  said.length <= 150 &&
  !/(?<!\p{L})\p{L}$/u.test(said) &&
  !label
    .toLowerCase()
    .split(/\s+/u)
    .some((word) => word.length > 3 && said.toLowerCase().includes(word.slice(0, -1)));

interface List {
  items: SourceSentence[];
  introduction: string;
  heading: string;
}

/** Runs of items under one heading. */
function listsOf({ sentences }: Source): List[] {
  const lists: List[] = [];
  let open: List | undefined;
  for (const [at, sentence] of sentences.entries()) {
    if (!sentence.isItem) continue;
    const isNext = open && open.heading === sentence.heading && isClose(sentences, open.items.at(-1), at);
    if (open && isNext) open.items.push(sentence);
    else {
      open = { items: [sentence], introduction: `${sentence.heading}\n${sentence.before}`, heading: sentence.heading };
      lists.push(open);
    }
  }
  return lists;
}

/** Between two items stand only sentences of the first. */
function isClose(sentences: readonly SourceSentence[], last: SourceSentence | undefined, at: number): boolean {
  const from = last ? sentences.indexOf(last) : -1;
  return from >= 0 && at - from <= 3;
}
