import { equationOf, type FieldSign, isEquation, readField } from './equation-field.js';
import { symbolOf } from './symbol-element.js';
import { type Attributes, attribute } from './xml.js';

/** The fields of a Word document: their instructions are no text, and some show what no result says. */
interface Fields {
  /** Takes an element, and tells whether it was one of a field. */
  open(name: string, attributes: Attributes): boolean;
  /** Takes text, and tells whether it is none of the page. `isShown` says whether it stands where text does. */
  text(text: string, isShown: boolean): boolean;
  close(name: string): boolean;
  /** An equation ends with its paragraph, whatever the file says. */
  endParagraph(): void;
}

interface Field {
  instruction: string;
  /** Whether its instruction is over. */
  isResult: boolean;
  hasResult: boolean;
}

/** Characters of an instruction that are kept: more than any is read of. */
const MAX_INSTRUCTION = 5_000;
/** Fields within fields; more are some that never end, of which the first are forgotten. */
const MAX_FIELDS = 50;

/** Takes the fields out of a document. `asSet` writes text of an equation with how its run is set. */
export function createFields(asSet: (text: string) => string, show: (sign: FieldSign) => void): Fields {
  const fields: Field[] = [];
  let inInstruction = false;

  const openEquation = () => fields.find((field) => !field.isResult && isEquation(field.instruction));
  const add = (field: Field, text: string) => {
    if (field.instruction.length < MAX_INSTRUCTION) field.instruction += text;
  };
  const begin = (instruction: string, isResult: boolean) => {
    if (fields.length >= MAX_FIELDS) fields.shift();
    fields.push({ instruction, isResult, hasResult: false });
  };
  const separate = () => {
    const field = fields.at(-1);
    if (field) field.isResult = true;
  };
  const end = () => {
    const field = fields.pop();
    const sign = field && !field.hasResult && readField(field.instruction);
    if (!sign) return;
    const outer = openEquation();
    if (!outer) show(sign);
    else if (isEquation(field.instruction)) add(outer, equationOf(field.instruction));
    else if ('text' in sign) add(outer, escaped(sign.text));
  };
  const openMark = (attributes: Attributes) => {
    const type = attribute(attributes, 'fldCharType');
    if (type === 'begin') begin('', false);
    else if (type === 'separate') separate();
    else if (type === 'end') end();
  };
  const openSign = (sign: string | undefined): boolean => {
    if (sign === undefined) return false;
    const outer = openEquation();
    if (outer) add(outer, escaped(sign));
    else markResult();
    return outer !== undefined;
  };
  const markResult = () => {
    for (const field of fields) field.hasResult ||= field.isResult;
  };

  return {
    open(name, attributes) {
      if (name === 'fldChar') openMark(attributes);
      else if (name === 'fldSimple') begin(attribute(attributes, 'instr') ?? '', true);
      else if (name === 'instrText') inInstruction = true;
      else return openSign(symbolOf(name, attributes));
      return true;
    },
    text(text, isShown) {
      const field = fields.at(-1);
      if (inInstruction) {
        if (field && !field.isResult) add(field, isEquation(field.instruction) ? asSet(text) : text);
        return true;
      }
      if (!isShown || text.trim() === '') return false;
      markResult();
      const outer = field?.isResult ? openEquation() : undefined;
      if (outer) add(outer, escaped(text));
      return outer !== undefined;
    },
    close(name) {
      if (name === 'instrText') inInstruction = false;
      else if (name === 'fldSimple') end();
      else return false;
      return true;
    },
    endParagraph() {
      const equation = openEquation();
      if (!equation) return;
      fields.length = fields.indexOf(equation) + 1;
      end();
    },
  };
}

/** Text whose signs are none of an equation's. */
const escaped = (text: string): string => text.replace(/[\\(),;]/g, '\\$&');
