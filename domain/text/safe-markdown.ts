/**
 * Markdown of a model without what text in a page could have made it write: images, which a reader's browser would
 * fetch, links, raw HTML, and figures in brackets that would be taken for marks of citations. Code stays as it is.
 */
export function safeMarkdown(text: string): string {
  return text
    .split(CODE)
    .map((piece, at) => (at % 2 === 1 ? piece : neutralize(piece)))
    .join('');
}

/** Fenced blocks and spans; the group makes `split` keep them. */
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

function neutralize(text: string): string {
  return (
    text
      .replace(/!(?=\[)/g, '')
      .replace(/(?<!\\)\](?=\()/g, '] ')
      // A definition, to which links elsewhere could refer.
      .replace(/^([ \t>]*\[[^\]\n]+\]):/gm, '$1 :')
      .replace(/(?<!\\)<(?=[a-z/!?])/gi, '\\<')
      .replace(/(?<!\\)\[(\d+)(?<!\\)\]/g, '\\[$1\\]')
  );
}
