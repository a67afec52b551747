import { captureMath, type MathCapture } from '../math/math-tree.js';
import { isDisplayed, mathmlToTex } from '../math/mathml-to-tex.js';
import type { TextWriter } from '../plain-text/text-writer.js';
import type { Script } from '../signs/scripts.js';
import { isSymbolFont, symbolText } from '../signs/symbol-fonts.js';
import { isNoteReference, type NoteMarks } from './notes.js';

type Attributes = Readonly<Record<string, string>>;

/** Takes the elements within a line: raised and lowered text, marks of notes, formulas, ruby, symbol fonts. */
interface InlineElements {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
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
  /** The note that a book's reference leads to. */
  href: string | undefined;
  /** How many elements are open around it. */
  depth: number;
}

const OUTSIDE: Open = { name: '', script: undefined, font: undefined, isAnchor: false };
const TAKEN: ReadonlySet<string> = new Set(['sup', 'sub', 'a', 'font', 'span', 'rt']);
/** Longer texts of raised links are no marks. */
const MAX_MARK = 12;

/** Makes one that writes what it takes, and tells `notes` of references to notes. */
export function createInlineElements(writer: TextWriter, notes?: NoteMarks): InlineElements {
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
  const endRaised = ({ text, isMark, href }: Raised) => {
    raised = undefined;
    if (href !== undefined && text.trim().length <= MAX_MARK) notes?.refer(href, text.trim());
    if (!isMark) writer.text(text, 'super');
    else if (text.trim().length <= MAX_MARK) writer.note(text);
    else writer.text(text);
  };
  const endRuby = (text: string) => {
    ruby = undefined;
    if (text.trim() !== '') writer.text(`(${text.trim()})`);
  };

  return {
    isInMath: () => math !== undefined,
    open(prefixed, attributes) {
      const name = prefixed.slice(prefixed.indexOf(':') + 1);
      if (math) {
        mathDepth += 1;
        math.open(name, attributes);
      } else if (name === 'math') {
        math = captureMath(name, attributes);
        mathDepth = 1;
      } else if (TAKEN.has(prefixed)) {
        const element = openOf(prefixed, attributes, open.at(-1) ?? OUTSIDE);
        const isReference = notes !== undefined && isNoteReference(prefixed, attributes);
        if (element.script === 'super' || isReference)
          raised ??= { text: '', isMark: false, href: undefined, depth: open.length };
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
      else writer.text(shown, script);
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

function openOf(name: string, { style = '', face, href }: Attributes, outside: Open): Open {
  const font = face ?? /font-family\s*:\s*["']?([^;,"']{1,40})/i.exec(style)?.[1];
  return {
    name,
    script: scriptOf(name, style) ?? outside.script,
    font: font === undefined ? outside.font : isSymbolFont(font) ? font : undefined,
    isAnchor: outside.isAnchor || (name === 'a' && (href?.includes('#') ?? false)),
  };
}

function scriptOf(name: string, style: string): Script | undefined {
  if (name === 'sup' || /vertical-align\s*:\s*super/i.test(style)) return 'super';
  return name === 'sub' || /vertical-align\s*:\s*sub\b/i.test(style) ? 'sub' : undefined;
}
