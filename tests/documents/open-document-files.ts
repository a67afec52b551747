import { makeZip } from './office-files.js';

type Parts = Record<string, string | Buffer>;

const NAMESPACES = [
  'office',
  'style',
  'text',
  'table',
  'draw',
  'fo',
  'xlink',
  'presentation',
  'svg',
  'chart',
  'math',
  'manifest',
]
  .map((prefix) => `xmlns:${prefix}="urn:${prefix}"`)
  .join(' ');

/** An XML part of an OpenDocument file. */
export const part = (name: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} ${NAMESPACES}>${content}</${name}>`;

const STYLES = part(
  'office:document-styles',
  '<office:styles>' +
    '<style:style style:name="Title" style:family="paragraph"/>' +
    '<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>' +
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>' +
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>' +
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>' +
    '</office:styles>',
);

const AUTOMATIC =
  '<office:font-face-decls><style:font-face style:name="S1" svg:font-family="Symbol"/></office:font-face-decls>' +
  '<office:automatic-styles>' +
  '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>' +
  '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>' +
  '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>' +
  '<style:style style:name="T4" style:family="text"><style:text-properties style:font-name="S1"/></style:style>' +
  '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>' +
  '</office:automatic-styles>';

/** The parts of an OpenDocument file with this body, and others instead of or beside the usual ones. */
export const openDocumentParts = (kind: 'text' | 'presentation', body: string, others: Parts = {}): Parts => ({
  mimetype: `application/vnd.oasis.opendocument.${kind}`,
  'META-INF/manifest.xml': part(
    'manifest:manifest',
    `<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.${kind}"/>`,
  ),
  'styles.xml': STYLES,
  'content.xml': part(
    'office:document-content',
    `${AUTOMATIC}<office:body><office:${kind}>${body}</office:${kind}></office:body>`,
  ),
  ...others,
});

/** An OpenDocument text with this body. */
export const makeOdt = (body: string, others: Parts = {}) =>
  makeZip(openDocumentParts('text', body, others), { compress: false });

/** An OpenDocument presentation of these pages. */
export const makeOdp = (pages: string, others: Parts = {}) =>
  makeZip(openDocumentParts('presentation', pages, others), { compress: false });

/** A paragraph. */
export const p = (content: string, style = '') => `<text:p text:style-name="${style}">${content}</text:p>`;

/** A frame of a slide, with a class where it is a placeholder. */
export const frame = (content: string, kind = '') =>
  `<draw:frame presentation:class="${kind}"><draw:text-box>${content}</draw:text-box></draw:frame>`;
