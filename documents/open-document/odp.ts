import { Failure } from '../../domain/runs/failures.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import type { ConvertedPage } from '../converted-page.js';
import type { Archive } from '../office/archive.js';
import { type Attributes, attribute, type XmlHandler } from '../office/xml.js';
import { createLogos, USUAL_AREA } from '../pictures/logos.js';
import type { PictureList } from '../pictures/picture-list.js';
import { withoutPictures } from '../pictures/picture-marks.js';
import { createTextWriter, type TextWriter } from '../plain-text/text-writer.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { setNoteMarksApart } from '../signs/note-marks.js';
import { createBodyReader } from './body-reader.js';
import { type Content, readContent } from './read-content.js';

interface Slide {
  title: string;
  shapes: string[];
  notes: string[];
}

interface Shape {
  kind: string;
  writer: TextWriter;
  reader: XmlHandler;
  /** Elements that are open within it. */
  depth: number;
}

/** Placeholders that repeat on every slide, and those that nobody filled in. */
const REPEATED: ReadonlySet<string> = new Set(['date-time', 'footer', 'header', 'page', 'page-number']);
/** What holds shapes and is none itself. */
const CONTAINERS: ReadonlySet<string> = new Set(['g', 'a', 'notes']);

/**
 * The text of each slide in the order of the show: its title, its other shapes from back to front with the marks of
 * pictures, then the speaker's notes. @throws Failure Corrupt, Encrypted, TooComplex, TooMuchText.
 */
export async function readOdp(archive: Archive, pictures: PictureList): Promise<ConvertedPage[]> {
  const slides: ConvertedPage[] = [];
  const logos = createLogos(USUAL_AREA);
  let characters = 0;
  const onSlide = ({ title, shapes, notes }: Slide) => {
    const parts = [title && `# ${title}`, ...shapes, notes.length > 0 && `Speaker notes:\n\n${notes.join('\n\n')}`];
    const text = setNoteMarksApart(tidyText(parts.filter(Boolean).join('\n\n')).trim());
    characters += text.length;
    if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
    const [shape = ''] = shapes;
    slides.push({ text, isPicture: title === '' && shapes.length === 1 && withoutPictures(shape) === '' });
  };
  await readContent(archive, pictures, (content) => {
    const pictureOf: Content['pictureOf'] = (address, shown) => {
      const mark = content.pictureOf(address, shown);
      logos.saw(mark, shown);
      return mark;
    };
    return createShowReader({ ...content, pictureOf }, onSlide);
  });
  return logos.without(slides);
}

function createShowReader(content: Content, onSlide: (slide: Slide) => void): XmlHandler {
  let slide: Slide | undefined;
  let shape: Shape | undefined;
  let inNotes = false;

  const backgroundOf = (attributes: Attributes): string[] => {
    const address = content.styles.background(attribute(attributes, 'style-name'));
    const mark = address === undefined ? '' : content.pictureOf(address, {});
    return mark === '' ? [] : [mark];
  };
  const endShape = ({ kind, writer }: Shape) => {
    const text = writer.end();
    if (!slide || text === '') return;
    if (inNotes) slide.notes.push(text);
    else if (kind === 'title') slide.title = `${slide.title} ${text}`.replace(/\s+/g, ' ').trim();
    else slide.shapes.push(text);
  };
  return {
    open(name, attributes) {
      if (shape) {
        shape.depth += 1;
        shape.reader.open?.(name, attributes);
      } else if (!slide) {
        if (name === 'page') slide = { title: '', shapes: backgroundOf(attributes), notes: [] };
      } else if (name === 'notes') inNotes = true;
      else if (!CONTAINERS.has(name)) {
        const writer = createTextWriter();
        const isLeftOut = isRepeated(attributes);
        const reader = isLeftOut ? {} : createBodyReader({ ...content, writer });
        shape = { kind: attribute(attributes, 'class') ?? '', writer, reader, depth: 0 };
        // Of the shapes themselves only this one tells something.
        if (name === 'frame') reader.open?.(name, attributes);
      }
    },
    text: (text) => shape?.reader.text?.(text),
    close(name) {
      if (shape && shape.depth > 0) {
        shape.depth -= 1;
        shape.reader.close?.(name);
      } else if (shape) {
        if (name === 'frame') shape.reader.close?.(name);
        endShape(shape);
        shape = undefined;
      } else if (name === 'notes') inNotes = false;
      else if (name === 'page' && slide) {
        onSlide(slide);
        slide = undefined;
      }
    },
  };
}

const isRepeated = (attributes: Attributes): boolean =>
  REPEATED.has(attribute(attributes, 'class') ?? '') || attribute(attributes, 'placeholder') === 'true';
