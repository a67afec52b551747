import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

type Parts = Record<string, string | Buffer>;

/** A zip file of these parts, in their order. */
export async function makeZip(parts: Parts, { compress = true } = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  return buffer(zip.outputStream);
}

const TYPE = 'application/vnd.openxmlformats-officedocument';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const NAMESPACES = `xmlns:w="w" xmlns:a="a" xmlns:p="p" xmlns:r="${REL}" xmlns:mc="mc"`;

/** An XML part. */
export const xml = (name: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${name} ${NAMESPACES}>${content}</${name}>`;

/** A list of references by type and target; ids are rId1, rId2 and so on. */
export const rels = (...targets: [type: string, target: string][]) => {
  const each = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${REL}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${each.join('')}</Relationships>`;
};

const contentTypes = (part: string, type: string) =>
  `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="${TYPE}.${type}.main+xml"/></Types>`;

/** The parts of a Word document with this body, and others instead of or beside the usual ones. */
export const docxParts = (body: string, others: Parts = {}): Parts => ({
  '[Content_Types].xml': contentTypes('/word/document.xml', 'wordprocessingml.document'),
  '_rels/.rels': rels(['officeDocument', 'word/document.xml']),
  'word/document.xml': xml('w:document', `<w:body>${body}</w:body>`),
  'word/_rels/document.xml.rels': rels(
    ['styles', 'styles.xml'],
    ['numbering', 'numbering.xml'],
    ['footnotes', 'footnotes.xml'],
  ),
  'word/styles.xml': xml(
    'w:styles',
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="berschrift2"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>',
  ),
  'word/numbering.xml': xml(
    'w:numbering',
    '<w:abstractNum w:abstractNumId="7">' +
      '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>' +
      '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>' +
      '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
  ),
  'word/footnotes.xml': xml(
    'w:footnotes',
    '<w:footnote w:id="-1"><w:p/></w:footnote><w:footnote w:id="4"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> Seen from the pier.</w:t></w:r></w:p></w:footnote>',
  ),
  ...others,
});

/** A Word document with this body. */
export const makeDocx = (body: string, others: Parts = {}) => makeZip(docxParts(body, others));

/** A run of a Word document. */
export const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of a Word document. */
export const para = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;

/** A slide of a PowerPoint file as its parts are made from it. */
export interface Slide {
  title?: string;
  /** Paragraphs of the body; leading tabs are levels. */
  body?: string[];
  /** More shapes as XML. */
  shapes?: string;
  notes?: string;
  /** Instead of the slide's XML. */
  raw?: string;
}

/** The parts of a PowerPoint file; the show's order is that of the slides, their parts are numbered backwards. */
export function pptxParts(slides: readonly Slide[], others: Parts = {}): Parts {
  const parts: Parts = {
    '[Content_Types].xml': contentTypes('/ppt/presentation.xml', 'presentationml.presentation'),
    '_rels/.rels': rels(['officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': xml(
      'p:presentation',
      `<p:sldIdLst>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`).join('')}</p:sldIdLst>`,
    ),
    'ppt/_rels/presentation.xml.rels': rels(
      ...slides.map((_, i): [string, string] => ['slide', `slides/slide${slides.length - i}.xml`]),
    ),
  };
  for (const [i, slide] of slides.entries()) {
    const name = `slide${slides.length - i}.xml`;
    parts[`ppt/slides/${name}`] = slide.raw ?? slideXml(slide);
    if (slide.notes === undefined) continue;
    parts[`ppt/slides/_rels/${name}.rels`] = rels(['notesSlide', `../notesSlides/notes${i}.xml`]);
    parts[`ppt/notesSlides/notes${i}.xml`] = xml(
      'p:notes',
      shape('<p:ph type="sldImg"/>', []) +
        shape('<p:ph type="body" idx="1"/>', [text(slide.notes)]) +
        shape('<p:ph type="sldNum"/>', [text('1')]),
    );
  }
  return { ...parts, ...others };
}

/** A PowerPoint file of these slides. */
export const makePptx = (slides: readonly Slide[], others: Parts = {}) => makeZip(pptxParts(slides, others));

/** A shape of a slide with these paragraphs. */
export const shape = (placeholder: string, paragraphs: readonly string[]) =>
  `<p:sp><p:nvSpPr><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs.map((each) => `<a:p>${each}</a:p>`).join('')}</p:txBody></p:sp>`;

/** A run of a slide. */
export const text = (content: string) => `<a:r><a:t>${content}</a:t></a:r>`;

function slideXml({ title, body = [], shapes = '' }: Slide): string {
  const paragraphs = body.map((line) => `<a:pPr lvl="${line.lastIndexOf('\t') + 1}"/>${text(line.trimStart())}`);
  // The title comes last in the file, as it does when it is drawn on top.
  const titled = title === undefined ? '' : shape('<p:ph type="title"/>', [text(title)]);
  return xml(
    'p:sld',
    `<p:cSld><p:spTree>${shape('<p:ph idx="1"/>', paragraphs)}${shapes}${titled}</p:spTree></p:cSld>`,
  );
}
