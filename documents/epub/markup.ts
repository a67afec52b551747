import { Parser } from 'htmlparser2';
import { Failure } from '../../domain/runs/failures.js';
import { decodeText } from '../plain-text/encoding.js';

/** Called for what is read; names are in small letters and without their prefix. */
export interface MarkupHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** No list of a book is deeper, and the parser's time grows with the square. */
const MAX_DEPTH = 500;

/**
 * Reads one of a book's lists, as far as it goes: these are often not well-formed. `html` is for lists in XHTML, with
 * its entities. @throws Failure TooComplex; what the handler throws.
 */
export function readMarkup(bytes: Uint8Array, handler: MarkupHandler, kind: 'xml' | 'html' = 'xml'): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new Failure('TooComplex');
        handler.open?.(localName(name), attributes);
      },
      ontext: (text) => handler.text?.(text),
      onclosetag(name) {
        depth -= 1;
        handler.close?.(localName(name));
      },
    },
    { decodeEntities: true, xmlMode: kind === 'xml', recognizeSelfClosing: true },
  );
  parser.end(decodeText(bytes));
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase();
