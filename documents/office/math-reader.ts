import { captureMath, type MathCapture } from '../math/math-tree.js';
import { ommlToTex } from '../math/omml-to-tex.js';
import type { TextWriter } from '../plain-text/text-writer.js';
import type { Attributes } from './xml.js';

/** Takes the equations of an office file; each method tells whether what came was a part of one. */
export interface MathReader {
  open(name: string, attributes: Attributes): boolean;
  text(text: string): boolean;
  close(): boolean;
}

const OUTERMOST = /^oMath(?:Para)?$/;

/** Writes equations as formulas, those that stand by themselves in lines of their own. */
export function createMathReader(writer: TextWriter): MathReader {
  let math: MathCapture | undefined;
  let depth = 0;
  return {
    open(name, attributes) {
      if (math) math.open(name, attributes);
      else if (OUTERMOST.test(name)) math = captureMath(name, attributes);
      else return false;
      depth += 1;
      return true;
    },
    text(text) {
      math?.text(text);
      return math !== undefined;
    },
    close() {
      if (!math) return false;
      depth -= 1;
      if (depth > 0) math.close();
      else {
        const { root } = math;
        math = undefined;
        writer.formula(ommlToTex(root), root.name === 'oMathPara');
      }
      return true;
    },
  };
}
