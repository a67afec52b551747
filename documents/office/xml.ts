import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { Failure } from '../../domain/runs/failures.js';
import { unicodeByStart } from '../plain-text/encoding.js';

/** Called for what is read, in document order. Names are without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** An element's attributes by their full names. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Reads XML as it comes, so that memory does not grow with it. What the handler throws ends the reading.
 * `doctype` tells whether the kind of file may name a document type, which is not looked at.
 * @throws Failure Corrupt when it is not well-formed, TooComplex when it defines entities, which office files never do;
 *   what the handler and the source throw.
 */
export async function readXml(
  source: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  { doctype = 'refused' }: { doctype?: 'refused' | 'passed-over' } = {},
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', ({ name, attributes }) => handler.open?.(localName(name), attributes));
  parser.on('closetag', ({ name }) => handler.close?.(localName(name)));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('doctype', (text) => {
    if (text.includes('<!ENTITY')) throw new Failure('TooComplex');
    if (doctype === 'refused') throw new Failure('Corrupt');
  });
  parser.on('error', (cause) => {
    throw new Failure('Corrupt', { cause });
  });
  let decoder: TextDecoder | undefined;
  for await (const piece of source) {
    decoder ??= new TextDecoder(unicodeByStart(piece) ?? 'utf-8');
    parser.write(decoder.decode(piece, { stream: true }));
  }
  parser.close();
}

/** A value by its name without the prefix, whatever the prefix is. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const key = Object.keys(attributes).find((each) => each.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

/** A switch as office files write it: on where the element stands, unless it says otherwise. */
export const isOn = (attributes: Attributes): boolean => !/^(?:0|false|off)$/.test(attribute(attributes, 'val') ?? '');

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
