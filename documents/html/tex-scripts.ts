import { usableTex } from '../math/usable-tex.js';
import type { TextWriter } from '../plain-text/text-writer.js';

type Attributes = Readonly<Record<string, string>>;

/** Takes the formulas of MathJax 2, which stand in scripts, behind what the browser made of them where a page was saved. */
interface TexScripts {
  /** Begins a script where it is a formula that was not read already. */
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  /** Ends what was begun; without it nothing happens. */
  close(): void;
  /** A formula in MathML was read within what the browser made. */
  markShown(): void;
}

const TEX = /^math\/tex\b/i;
const RENDERED = /^MathJax-Element-\d+-Frame$/;

/** Whether an element is what MathJax made of the script behind it, or shows until that is done. */
export const isRendering = ({ id = '', class: classes = '' }: Attributes): boolean =>
  RENDERED.test(id) || /\bMathJax_Preview\b/.test(classes);

/** Makes one that writes what it takes. */
export function createTexScripts(writer: TextWriter): TexScripts {
  let script: { tex: string; isDisplayed: boolean } | undefined;
  let isShown = false;
  return {
    open(name, { type = '', ...attributes }) {
      if (isRendering(attributes)) isShown = false;
      if (name !== 'script' || !TEX.test(type)) return;
      if (!isShown) script = { tex: '', isDisplayed: /\bmode\s*=\s*display/i.test(type) };
      isShown = false;
    },
    text(text) {
      if (script) script.tex += text;
    },
    close() {
      if (!script) return;
      const tex = usableTex(script.tex);
      if (tex === undefined) writer.text(script.tex);
      else writer.formula(tex, script.isDisplayed);
      script = undefined;
    },
    markShown() {
      isShown = true;
    },
  };
}
