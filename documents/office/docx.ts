import type { PictureList } from '../pictures/picture-list.js';
import { createTextWriter } from '../plain-text/text-writer.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { type BodyContext, createBodyReader } from './body-reader.js';
import { readGraphics } from './graphics.js';
import { readNumbering } from './numbering.js';
import { type OfficePackage, picturesOf, relationships } from './package.js';
import { readStyles } from './styles.js';
import { readXml } from './xml.js';

/**
 * The text of a Word document, \f where one of its pages ends: where its author broke it, and where Word last did.
 * Headers and footers, comments and deleted text are left out; notes, charts and diagrams follow the paragraph
 * that refers to them, and so do the marks of pictures. @throws Failure Corrupt, Encrypted, TooComplex, TooMuchText.
 */
export async function readDocx({ archive, mainPart }: OfficePackage, pictures: PictureList): Promise<string> {
  const related = await relationships(archive, mainPart);
  const part = (type: string) => {
    const target = related.find((each) => each.type === type)?.target;
    return target !== undefined && archive.has(target) ? archive.read(target) : nothing(`<${type}/>`);
  };
  const styles = await readStyles(part('styles'));
  const context = { styles, nextMarker: await readNumbering(part('numbering')), graphics: new Map<string, string>() };
  const notes = {
    footnote: await readNotes(part('footnotes'), context),
    endnote: await readNotes(part('endnotes'), context),
  };
  const writer = createTextWriter();
  const noteOf: BodyContext['noteOf'] = (kind, id) => notes[kind].get(id) ?? '';
  const graphics = await readGraphics(archive, related);
  const pictureOf = picturesOf(related, pictures);
  await readXml(archive.read(mainPart), createBodyReader({ ...context, graphics, pictureOf, writer, noteOf }));
  return tidyText(writer.end());
}

type Context = Pick<BodyContext, 'styles' | 'nextMarker' | 'graphics'>;

async function readNotes(source: AsyncIterable<Uint8Array>, context: Context): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  const onNote = (id: string, text: string) => {
    notes.set(id, text);
  };
  await readXml(
    source,
    createBodyReader({ ...context, writer: createTextWriter(), pictureOf: () => '', noteOf: () => '', onNote }),
  );
  return notes;
}

async function* nothing(xml: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(xml);
}
