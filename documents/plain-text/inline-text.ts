import { noteMark } from '../signs/note-marks.js';
import { type Script, writeScript } from '../signs/scripts.js';

/** The text of one block as it is written. */
export interface InlineText {
  /** White space folds. */
  text(piece: string, script?: Script): void;
  /** White space counts. */
  verbatim(piece: string): void;
  /** The mark of a note, set apart from the word before it. */
  note(mark: string): void;
  /** TeX; one that is displayed has lines of its own. */
  formula(tex: string, isDisplayed?: boolean): void;
  breakLine(): void;
  hasText(): boolean;
  /** All of it, after which it is empty. */
  take(): string;
}

/** Characters before a place that decide how what comes is written. */
const TAIL = 12;

/** Makes an empty text. @param onAdd called with the length of each piece; may throw */
export function createInlineText(onAdd: (length: number) => void): InlineText {
  let pieces: string[] = [];
  /** Whether there is a blank, or the beginning, before what comes. */
  let isSpaced = true;
  let isAfterFormula = false;
  /** Neighboring raised or lowered pieces, which are one. */
  let raised: { script: Script; text: string } | undefined;

  const add = (piece: string, spaced: boolean) => {
    onAdd(piece.length);
    pieces.push(piece);
    isSpaced = spaced;
    isAfterFormula = false;
  };
  const tail = () => pieces.slice(-TAIL).join('').slice(-TAIL);
  const addFolded = (piece: string) => {
    const folded = piece.replace(/[ \t\r\n\f\v]+/g, ' ');
    const fitting = isSpaced ? folded.replace(/^ /, '') : folded;
    if (fitting === '') return;
    // A figure behind a dollar sign would make a price of the formula.
    const isApart = isAfterFormula && /^[\p{L}\p{N}$]/u.test(fitting);
    add(isApart ? ` ${fitting}` : fitting, fitting.endsWith(' '));
  };
  const writeRaised = () => {
    if (!raised) return;
    const { text, script } = raised;
    raised = undefined;
    addFolded(writeScript(text, script, tail()));
  };
  const breakLine = () => {
    writeRaised();
    const last = pieces.pop();
    if (last !== undefined) pieces.push(last.trimEnd());
    add('\n', true);
  };

  return {
    text(piece, script) {
      if (raised && raised.script !== script) writeRaised();
      if (script === undefined) addFolded(piece);
      else if (raised) raised.text += piece;
      else raised = { script, text: piece };
    },
    verbatim(piece) {
      writeRaised();
      add(piece, false);
    },
    note(mark) {
      writeRaised();
      const text = mark.trim();
      if (text !== '') addFolded(noteMark(text, tail()));
    },
    formula(tex, isDisplayed = false) {
      writeRaised();
      const text = tex.trim();
      if (text === '') return;
      const isBroken = isDisplayed && pieces.some((piece) => /\S/.test(piece));
      if (isBroken) breakLine();
      if (/[\\$]$/.test(tail())) add(' ', true);
      add(isDisplayed ? `$$${text}$$` : `$${text}$`, false);
      if (isDisplayed) add('\n', true);
      else isAfterFormula = true;
    },
    breakLine,
    hasText: () => (raised !== undefined && raised.text.trim() !== '') || pieces.some((piece) => /\S/.test(piece)),
    take() {
      writeRaised();
      const text = pieces.join('');
      pieces = [];
      isSpaced = true;
      isAfterFormula = false;
      return text;
    },
  };
}
