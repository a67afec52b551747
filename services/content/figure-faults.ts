import { SaxesParser } from 'saxes';

const MAX_BYTES = 10_000;

/** Drawings and their words: nothing that runs, moves, styles, or reaches out of the figure. */
const ELEMENTS = new Set('svg title desc g rect circle ellipse line polyline polygon path text tspan'.split(' '));
const ATTRIBUTES = new Set(
  [
    'xmlns viewBox width height x y x1 y1 x2 y2 dx dy cx cy r rx ry d points transform role',
    'fill fill-opacity fill-rule stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity opacity',
    'font-family font-size font-style font-weight text-anchor dominant-baseline',
  ].flatMap((names) => names.split(' ')),
);
/** Of values, what is a name, a number, a list of them, a color, or a path. */
const VALUE = /^(?!.*url)[\w\s.,#%()+-]*$/i;
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Whether a name is one of a figure: it lies beside the lessons, and a slug names it. */
export const isFigureName = (name: string): boolean => /^figures\/[a-z]+(?:-[a-z]+)*\.svg$/.test(name);

/**
 * What is wrong with a figure. It is shown in the student's page, by whatever shows it: as a page's HTML reads it, and
 * as XML. So it is taken apart, and has only what is known to draw.
 */
export function figureFaults(name: string, svg: string): string[] {
  if (Buffer.byteLength(svg) > MAX_BYTES) return [`${name} is larger than ${MAX_BYTES} bytes`];
  // A page reads comments, types of documents and raw text otherwise than XML does.
  if (/<[!?]/.test(svg)) return [`${name} has something else than elements and text`];
  const faults = new Set<string>();
  const open: string[] = [];
  let hasTitle = false;
  const parser = new SaxesParser();
  parser.on('error', () => faults.add(`${name} is no XML`));
  parser.on('opentag', ({ name: element, attributes }) => {
    if (!ELEMENTS.has(element)) faults.add(`${name} has the element ${element}`);
    if (open.at(-1) === 'title') faults.add(`${name} has elements in a title`);
    if (open.length === 0 && (element !== 'svg' || attributes.xmlns !== NAMESPACE || !attributes.viewBox))
      faults.add(`${name} is no SVG with a viewBox`);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (!ATTRIBUTES.has(attribute)) faults.add(`${name} has the attribute ${attribute}`);
      else if (attribute !== 'xmlns' && !VALUE.test(value)) faults.add(`${name} has an unusual ${attribute}`);
    }
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => {
    hasTitle ||= open.length === 2 && open[1] === 'title' && text.trim() !== '';
  });
  parser.write(svg).close();
  if (!hasTitle) faults.add(`${name} has no title`);
  return [...faults];
}
