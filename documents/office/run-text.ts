import type { TextWriter } from '../plain-text/text-writer.js';
import type { Script } from '../signs/scripts.js';
import { symbolByCode, symbolText } from '../signs/symbol-fonts.js';
import { type RunStyle, type Styles, scriptOf, symbolFontOf } from './styles.js';
import { type Attributes, attribute, isOn } from './xml.js';

/** The runs of a Word document: text with one setting. */
interface RunText {
  /** Begins a run of a paragraph with a style. */
  begin(paragraphStyle: RunStyle): void;
  /** Takes a setting, or what a run has that is no text, and tells whether it was one of these. */
  take(name: string, attributes: Attributes): boolean;
  text(text: string): void;
  /** An element of ruby ends: what is read stands behind the word that it is for. */
  close(name: string): void;
}

interface Run {
  script: Script | undefined;
  font: string | undefined;
  isHidden: boolean;
}

/** Writes the text of runs. */
export function createRunText(writer: TextWriter, styles: Styles): RunText {
  let run: Run = { script: undefined, font: undefined, isHidden: false };
  let reading: string | undefined;
  let inReading = false;

  const settle = ({ script, font }: RunStyle) => {
    if (script !== undefined) run.script = script === 'none' ? undefined : script;
    if (font !== undefined) run.font = font;
  };
  return {
    begin(paragraphStyle) {
      run = { script: undefined, font: undefined, isHidden: false };
      settle(paragraphStyle);
    },
    take(name, attributes) {
      if (name === 'vanish') run.isHidden = isOn(attributes);
      else if (name === 'rStyle') settle(styles.run(attribute(attributes, 'val')));
      else if (name === 'vertAlign') settle({ script: scriptOf(attributes), font: undefined });
      else if (name === 'rFonts') run.font = symbolFontOf(attributes) ?? run.font;
      else if (name === 'sym') {
        const sign = symbolByCode(attribute(attributes, 'char') ?? '', attribute(attributes, 'font') ?? '');
        if (!run.isHidden) writer.text(sign, run.script);
      } else if (name === 'rt') {
        reading = '';
        inReading = true;
      } else return false;
      return true;
    },
    text(text) {
      if (run.isHidden) return;
      const shown = run.font === undefined ? text : symbolText(text, run.font);
      if (inReading) reading = (reading ?? '') + shown;
      else writer.text(shown, run.script);
    },
    close(name) {
      if (name === 'rt') inReading = false;
      if (name !== 'ruby' || reading === undefined) return;
      if (reading.trim() !== '') writer.text(`(${reading.trim()})`);
      reading = undefined;
    },
  };
}
