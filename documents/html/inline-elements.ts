import { captureMath, type MathCapture } from '../math/math-tree.js';
import { isDisplayed, mathmlToTex } from '../math/mathml-to-tex.js';
import type { TextWriter } from '../plain-text/text-writer.js';
import type { Script } from '../signs/scripts.js';
import { isSymbolFont, symbolText } from '../signs/symbol-fonts.js';
import { type BookPage, isMark, isNoteReference } from './notes.js';

type Attributes = Readonly<Record<string, string>>;

/** Takes the elements within a line: raised and lowered text, marks of notes, formulas, ruby, symbol fonts. */
interface InlineElements {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
  /** What comes stands in another block. */
  endBlock(): void;
  /** Whether a formula is open, which takes all there is. */
  isInMath(): boolean;
}

/** An element that is open, with what holds for the text in it. */
interface Open {
  name: string;
  script: Script | undefined;
  font: string | undefined;
  /** In a link to a place on a page: raised, it is the mark of a note. */
  isAnchor: boolean;
}

/** Raised text as a whole, since a link in it makes it a mark. */
interface Raised {
  text: string;
  isMark: boolean;
  /** It is only a link in its line, and a mark by what it says. */
  isLink: boolean;
  /** The note that a book's reference leads to. */
  href: string | undefined;
  /** How many elements are open around it. */
  depth: number;
}

const OUTSIDE: Open = { name: '', script: undefined, font: undefined, isAnchor: false };
const TAKEN: ReadonlySet<string> = new Set(['sup', 'sub', 'a', 'font', 'span', 'rt']);
/** Longer texts of raised links are no marks. */
const MAX_MARK = 12;

/** Makes one that writes what it takes; of a book's page, it tells of references to notes. */
export function createInlineElements(writer: TextWriter, book?: BookPage): InlineElements {
  const notes = book?.notes;
  /** Whether what comes stands right behind a word. */
  let isBehindWord = false;
  const open: Open[] = [];
  let math: MathCapture | undefined;
  let mathDepth = 0;
  let raised: Raised | undefined;
  let ruby: string | undefined;

  const endMath = ({ root }: MathCapture) => {
    math = undefined;
    const tex = mathmlToTex(root);
    if (tex === '') writer.text(root.attributes.alttext ?? '');
    else writer.formula(tex, isDisplayed(root));
  };
  const endRaised = ({ text, isLink, href, ...ended }: Raised) => {
    raised = undefined;
    isBehindWord = endsInWord(text);
    if (isLink && !isMark(text)) {
      writer.text(text);
      return;
    }
    if (href !== undefined && text.trim().length <= MAX_MARK) notes?.refer(href, text.trim());
    if (!ended.isMark) writer.text(text, 'super');
    else if (text.trim().length <= MAX_MARK) writer.note(text);
    else writer.text(text);
  };
  const endRuby = (text: string) => {
    ruby = undefined;
    if (text.trim() !== '') writer.text(`(${text.trim()})`);
  };

  return {
    isInMath: () => math !== undefined,
    endBlock() {
      isBehindWord = false;
    },
    open(prefixed, attributes) {
      const name = prefixed.slice(prefixed.indexOf(':') + 1);
      if (math) {
        mathDepth += 1;
        math.open(name, attributes);
      } else if (name === 'math') {
        math = captureMath(name, attributes);
        mathDepth = 1;
      } else if (TAKEN.has(prefixed)) {
        const element = openOf(prefixed, attributes, open.at(-1) ?? OUTSIDE, book);
        const isReference = notes !== undefined && isNoteReference(prefixed, attributes);
        const isLink = notes !== undefined && isBehindWord && prefixed === 'a' && element.isAnchor && !isReference;
        if (element.script === 'super' || isReference || isLink)
          raised ??= {
            text: '',
            isMark: isLink,
            isLink: isLink && element.script === undefined,
            href: undefined,
            depth: open.length,
          };
        if (raised && (element.isAnchor || isReference)) raised.isMark = true;
        if (raised && prefixed === 'a') raised.href ??= attributes.href;
        if (prefixed === 'rt') ruby = '';
        open.push(element);
      }
    },
    text(text) {
      if (math) {
        math.text(text);
        return;
      }
      const { script, font } = open.at(-1) ?? OUTSIDE;
      const shown = font === undefined ? text : symbolText(text, font);
      if (ruby !== undefined) ruby += shown;
      else if (raised) raised.text += shown;
      else {
        writer.text(shown, script);
        isBehindWord = endsInWord(shown);
      }
    },
    close(name) {
      if (math) {
        mathDepth -= 1;
        if (mathDepth === 0) endMath(math);
        else math.close();
      } else if (open.at(-1)?.name === name) {
        open.pop();
        if (name === 'rt' && ruby !== undefined) endRuby(ruby);
        if (raised && open.length <= raised.depth) endRaised(raised);
      }
    },
  };
}

const endsInWord = (text: string): boolean => /\S/.test(text.slice(-1));

function openOf(
  name: string,
  { style = '', face, href, class: classes = '' }: Attributes,
  outside: Open,
  book: BookPage | undefined,
): Open {
  const byClass =
    book &&
    classes
      .split(/\s+/)
      .map((each) => book.classes.get(each))
      .find(Boolean);
  const font = face ?? /font-family\s*:\s*["']?([^;,"']{1,40})/i.exec(style)?.[1];
  return {
    name,
    script: scriptOf(name, style) ?? byClass ?? outside.script,
    font: font === undefined ? outside.font : isSymbolFont(font) ? font : undefined,
    isAnchor: outside.isAnchor || (name === 'a' && (href?.includes('#') ?? false)),
  };
}

function scriptOf(name: string, style: string): Script | undefined {
  if (name === 'sup' || /vertical-align\s*:\s*super/i.test(style)) return 'super';
  return name === 'sub' || /vertical-align\s*:\s*sub\b/i.test(style) ? 'sub' : undefined;
}
