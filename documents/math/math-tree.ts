/** An element of a formula as it stands in a document. Names are without their prefix. */
export interface MathElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (MathElement | string)[];
}

/** Takes a formula in as it is read. */
export interface MathCapture {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(): void;
  readonly root: MathElement;
}

/** What is deeper, or more, loses its form and keeps its text: renderers stop far before. */
const MAX_DEPTH = 60;
const MAX_ELEMENTS = 20_000;

/** Begins to take in a formula, whose outermost element is given. */
export function captureMath(name: string, attributes: Readonly<Record<string, string>>): MathCapture {
  const root: MathElement = { name, attributes, children: [] };
  const open = [root];
  let elements = 0;
  /** Elements that are open and were not taken in. */
  let flat = 0;
  return {
    root,
    open(child, childAttributes) {
      elements += 1;
      if (flat > 0 || open.length >= MAX_DEPTH || elements > MAX_ELEMENTS) {
        flat += 1;
        return;
      }
      const element: MathElement = { name: child, attributes: childAttributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    text(text) {
      open.at(-1)?.children.push(text);
    },
    close() {
      if (flat > 0) flat -= 1;
      else if (open.length > 1) open.pop();
    },
  };
}

/** The elements within one. */
export const elementsOf = ({ children }: MathElement): MathElement[] =>
  children.filter((child): child is MathElement => typeof child !== 'string');

/** The first element of a name within one. */
export const childOf = (element: MathElement | undefined, name: string): MathElement | undefined =>
  element && elementsOf(element).find((child) => child.name === name);

/** All text within an element. */
export const textOf = ({ children }: MathElement): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
