import { htmlOfText } from './card-html.js';

/** A card as it stands in a file. */
export interface FiledCard {
  /** By which it is known again, here and in Anki. */
  guid: string;
  /** The topic it is of, `subject/topic`. */
  topic: string | null;
  front: string;
  back: string;
  tags: readonly string[];
}

/** With what a file begins: what Anki's import of texts reads (https://docs.ankiweb.net/importing/text-files.html): which column is what. */
export const ANKI_HEAD = `${[
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#guid column:1',
  '#deck column:2',
  '#tags column:5',
].join('\n')}\n`;

const deckOf = (topic: string | null): string => ['Scholium', ...(topic?.split('/') ?? [])].join('::');

/** Cards as they follow the head of a file that Anki imports, and we; imported again, none of them comes twice. */
export const ankiLines = (cards: readonly FiledCard[]): string => cards.map((card) => `${lineOf(card)}\n`).join('');

const lineOf = ({ guid, topic, front, back, tags }: FiledCard): string =>
  [guid, deckOf(topic), htmlOfText(front), htmlOfText(back), tags.join(' ')].map(fieldOf).join('\t');

/** A field that would be taken for a quoted one, or for the beginning of a head, stands in quotation marks. */
const fieldOf = (text: string): string => (/^#|"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
