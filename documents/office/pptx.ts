import { Failure } from '../../domain/runs/failures.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import type { ConvertedPage } from '../converted-page.js';
import { createLogos, USUAL_AREA } from '../pictures/logos.js';
import type { PictureList, ShownSize } from '../pictures/picture-list.js';
import { withoutPictures } from '../pictures/picture-marks.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { setNoteMarksApart } from '../signs/note-marks.js';
import type { Archive } from './archive.js';
import { readGraphics } from './graphics.js';
import { type OfficePackage, picturesOf, type Relationship, relationships } from './package.js';
import { createSlideReader, type SlideText } from './slide-reader.js';
import { readXml } from './xml.js';

/**
 * The text of each slide in the order of the show: its title, its text, tables, charts and diagrams, then
 * the speaker's notes. A slide
 * that is damaged is its failure; the others are read all the same.
 * @throws Failure Corrupt when the list of slides is damaged; Encrypted, TooComplex, TooMuchText.
 */
export async function readPptx({ archive, mainPart }: OfficePackage, pictures: PictureList): Promise<ConvertedPage[]> {
  const related = await relationships(archive, mainPart);
  const slides: ConvertedPage[] = [];
  let characters = 0;
  const show = await readShow(archive, mainPart);
  const logos = createLogos(show.area);
  for (const id of show.slides) {
    const slide = await readSlide(
      archive,
      related.find((each) => each.id === id),
      (parts) => {
        const markOf = picturesOf(parts, pictures);
        return (picture, size) => {
          const mark = markOf(picture, size);
          logos.saw(mark, size);
          return mark;
        };
      },
    ).catch(whenDamaged);
    characters += 'text' in slide ? slide.text.length : 0;
    if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
    slides.push(slide);
  }
  return logos.without(slides);
}

/** The slides in their order, by ids, and the area of each in square EMU. */
async function readShow(archive: Archive, mainPart: string): Promise<{ slides: string[]; area: number }> {
  const slides: string[] = [];
  let area = USUAL_AREA;
  await readXml(archive.read(mainPart), {
    open(name, attributes) {
      if (name === 'sldSz') area = Number(attributes.cx) * Number(attributes.cy) || USUAL_AREA;
      // A slide has an id of its own too; the one with a prefix refers to its part.
      const key = name === 'sldId' ? Object.keys(attributes).find((each) => each.endsWith(':id')) : undefined;
      if (key !== undefined) slides.push(attributes[key] ?? '');
    },
  });
  return { slides, area };
}

async function readSlide(
  archive: Archive,
  slide: Relationship | undefined,
  picturesAmong: (related: readonly Relationship[]) => (id: string, shown: ShownSize) => string,
): Promise<ConvertedPage> {
  if (!slide) throw new Failure('Corrupt');
  const related = await relationships(archive, slide.target);
  const graphics = await readGraphics(archive, related);
  const { title, shapes, shown } = await read(archive, slide.target, {
    graphics,
    pictureOf: picturesAmong(related),
  });
  const others = [...graphics].flatMap(([id, text]) => (shown.has(id) ? [] : [text]));
  const notesPart = related.find(({ type }) => type === 'notesSlide');
  const notes = notesPart ? (await read(archive, notesPart.target, { isNotes: true })).shapes : [];
  const parts = [
    title && `# ${title}`,
    ...shapes,
    ...others,
    notes.length > 0 && `Speaker notes:\n\n${notes.join('\n\n')}`,
  ];
  const [shape = ''] = shapes;
  const isPicture = title === '' && shapes.length === 1 && others.length === 0 && withoutPictures(shape) === '';
  return { text: setNoteMarksApart(tidyText(parts.filter(Boolean).join('\n\n')).trim()), isPicture };
}

async function read(
  archive: Archive,
  part: string,
  options?: Parameters<typeof createSlideReader>[0],
): Promise<SlideText> {
  const reader = createSlideReader(options);
  await readXml(archive.read(part), reader);
  return reader.end();
}

function whenDamaged(error: unknown): ConvertedPage {
  if (error instanceof Failure && error.type === 'Corrupt') return { failure: error.type };
  throw error;
}
