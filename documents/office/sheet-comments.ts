import { createStringReader } from './workbook.js';
import { attribute, readXml } from './xml.js';

/** Comments of a sheet, and characters of each. */
const MAX_COMMENTS = 500;
const MAX_COMMENT = 1_000;
/** What programs write before the text of comments that are answered, for those that do not know these. */
const FOREWORD = /^\[Threaded comment\][\s\S]*?(?:Comment|Kommentar|Commentaire|Comentario):\s*/i;

/** What people wrote at the cells of a sheet: `[Comment on B2: …]`. */
export async function readComments(source: AsyncIterable<Uint8Array>): Promise<string[]> {
  const comments: string[] = [];
  let cell = '';
  const reader = createStringReader('comment', (text) => {
    const line = text.replace(FOREWORD, '').replace(/\s+/g, ' ').trim().slice(0, MAX_COMMENT);
    if (line !== '' && comments.length < MAX_COMMENTS) comments.push(`[Comment on ${cell}: ${line}]`);
  });
  await readXml(source, {
    ...reader,
    open(name, attributes) {
      if (name === 'comment') cell = attribute(attributes, 'ref') ?? '';
      reader.open?.(name, attributes);
    },
  });
  return comments;
}
