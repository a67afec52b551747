/** A document within a document, as text: a formula in TeX, or a chart's title and its values as a table. */
export interface EmbeddedObject {
  kind: 'formula' | 'chart';
  text: string;
}
