import { Failure } from '../../domain/runs/failures.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import { decodeComponent } from '../../lib/decode-component.js';
import { leftOut } from '../left-out.js';
import type { PictureList } from '../pictures/picture-list.js';
import { withoutPictures } from '../pictures/picture-marks.js';
import { withoutEncodedData } from '../plain-text/encoded-data.js';
import { readMarkdown } from '../plain-text/markdown.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { outputText } from './cell-outputs.js';
import { type NotebookCell, notebookOf } from './notebook-cells.js';

/** Pictures that are attached to a cell, which its text refers to. */
const ATTACHMENT = /!\[([^[\]\n]{0,300})\]\(attachment:([^()\n]{0,300})\)/g;

/**
 * The text of a Jupyter notebook of the third or fourth version of the format: its cells in order, code between fences
 * with the language it is in, then its outputs, below `Output:` where they are text, with the marks of pictures. Undefined
 * where the text is no notebook.
 * @throws Failure TooMuchText.
 */
export function readNotebook(json: string, pictures: PictureList): string | undefined {
  const notebook = notebookOf(parsed(json));
  if (!notebook) return undefined;
  const texts: string[] = [];
  let characters = 0;
  for (const cell of notebook.cells) {
    const text = cellText(cell, notebook.language, pictures);
    characters += text.length;
    if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
    if (text !== '') texts.push(text);
  }
  return texts.join('\n\n');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function cellText(cell: NotebookCell, ofAll: string, pictures: PictureList): string {
  const { kind, source, language, outputs, attachments } = cell;
  const text = tidyText(withoutEncodedData(source)).trim();
  if (kind === 'markdown')
    return readMarkdown(text).replace(ATTACHMENT, (_all, told: string, name: string) => {
      const data = attachments.get(name) ?? attachments.get(decodeComponent(name));
      return data === undefined ? leftOut('Picture', told) : pictures.addBytes(Buffer.from(data, 'base64'));
    });
  if (kind === 'other') return text;
  const code = text === '' ? '' : `${fenceFor(text)}${language ?? ofAll}\n${text}\n${fenceFor(text)}`;
  const output = outputText(outputs, pictures);
  // Of pictures alone it may turn out that there is nothing to read.
  const head = withoutPictures(output).trim() === '' ? '' : 'Output:';
  return [code, head, output].filter((part) => part !== '').join('\n\n');
}

/** Longer than every fence in the code. */
function fenceFor(code: string): string {
  const longest = (code.match(/`{3,}/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  return '`'.repeat(Math.max(3, longest + 1));
}
