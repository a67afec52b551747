import type { TextWriter } from '../plain-text/text-writer.js';
import type { Script } from '../signs/scripts.js';
import { symbolText } from '../signs/symbol-fonts.js';
import type { FieldSign } from './equation-field.js';
import { type RunStyle, type Styles, scriptOf, symbolFontOf } from './styles.js';
import { symbolOf } from './symbol-element.js';
import { type Attributes, attribute, isOn } from './xml.js';

/** The runs of a Word document: text with one setting. */
interface RunText {
  /** Begins a run of a paragraph with a style. */
  begin(paragraphStyle: RunStyle): void;
  /** Takes a setting, or what a run has that is no text, and tells whether it was one of these. */
  take(name: string, attributes: Attributes): boolean;
  text(text: string): void;
  /** Text of an equation field as the run sets it: in its font, raised by a switch. */
  asSet(text: string): string;
  /** What a field shows that ends in the run. */
  sign(sign: FieldSign): void;
  /** An element of ruby ends: what is read stands behind the word that it is for. */
  close(name: string): void;
}

interface Run {
  script: Script | undefined;
  font: string | undefined;
  isHidden: boolean;
  /** Half points above the line. */
  position: number;
}

const PLAIN: Run = { script: undefined, font: undefined, isHidden: false, position: 0 };
/** Half points from which on text is raised or lowered to be read so, and not to be level with something. */
const MIN_SHIFT = 4;

/** Writes the text of runs. */
export function createRunText(writer: TextWriter, styles: Styles): RunText {
  let run: Run = { ...PLAIN };
  /** Whether text before stands on the line. */
  let isLevel = false;
  let reading: string | undefined;
  let inReading = false;

  const applyStyle = ({ script, font }: RunStyle) => {
    if (script !== undefined) run.script = script === 'none' ? undefined : script;
    if (font !== undefined) run.font = font;
  };
  /** A line that is raised as a whole is no script: what counts is the text before. */
  const shiftOf = ({ position }: Run): Script | undefined => {
    if (Math.abs(position) < MIN_SHIFT) isLevel = true;
    else if (isLevel) return position > 0 ? 'super' : 'sub';
    return undefined;
  };
  return {
    begin(paragraphStyle) {
      run = { ...PLAIN };
      if (!writer.hasText()) isLevel = false;
      applyStyle(paragraphStyle);
    },
    take(name, attributes) {
      const symbol = symbolOf(name, attributes);
      if (symbol !== undefined) {
        if (!run.isHidden) writer.text(symbol, run.script);
      } else if (name === 'vanish') run.isHidden = isOn(attributes);
      else if (name === 'rStyle') applyStyle(styles.run(attribute(attributes, 'val')));
      else if (name === 'vertAlign') applyStyle({ script: scriptOf(attributes), font: undefined });
      else if (name === 'position') run.position = Number(attribute(attributes, 'val')) || 0;
      else if (name === 'rFonts') run.font = symbolFontOf(attributes) ?? run.font;
      else if (name === 'rt') {
        reading = '';
        inReading = true;
      } else return false;
      return true;
    },
    text(text) {
      if (run.isHidden) return;
      const shown = run.font === undefined ? text : symbolText(text, run.font);
      if (inReading) reading = (reading ?? '') + shown;
      else writer.text(shown, run.script ?? shiftOf(run));
    },
    asSet(text) {
      // Switches are none of the text, and a blank is raised for nothing.
      if (text.trim() === '' || /[\\(),;]/.test(text)) return text;
      const shown = run.font === undefined ? text : symbolText(text, run.font);
      return run.script === undefined ? shown : `\\s\\${run.script === 'super' ? 'up' : 'do'}(${shown})`;
    },
    sign(sign) {
      if (run.isHidden) return;
      if ('tex' in sign) writer.formula(sign.tex);
      else writer.text(sign.text, sign.script ?? run.script);
    },
    close(name) {
      if (name === 'rt') inReading = false;
      if (name !== 'ruby' || reading === undefined) return;
      if (reading.trim() !== '') writer.text(`(${reading.trim()})`);
      reading = undefined;
    },
  };
}
