import { captureMath, type MathCapture, type MathElement } from '../math/math-tree.js';
import { ommlToTex } from '../math/omml-to-tex.js';

/** Takes in an equation: RTF writes Office Math Markup with a word for each element (`\mf`, `\mnum`). */
export interface EquationReader {
  /** An element begins with its word, without the m. */
  open(name: string): void;
  text(text: string): void;
  close(): void;
  /** The equation in TeX. */
  end(): string;
}

/** Begins an equation. */
export function createEquationReader(): EquationReader {
  const math: MathCapture = captureMath('oMath', {});
  const open: { name: string; attributes: Record<string, string> }[] = [];
  return {
    open(name) {
      const element = { name, attributes: {} };
      open.push(element);
      math.open(name, element.attributes);
    },
    text(text) {
      const element = open.at(-1);
      if (element && open.at(-2)?.name.endsWith('Pr')) {
        element.attributes.val = (element.attributes.val ?? '') + text.trim();
        return;
      }
      math.open('t', {});
      math.text(text);
      math.close();
    },
    close() {
      open.pop();
      math.close();
    },
    end: () => ommlToTex(math.root satisfies MathElement),
  };
}
