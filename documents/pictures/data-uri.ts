import type { PictureList, ShownSize } from './picture-list.js';

const HEAD = /^\s*data:image\/[\w.+-]{1,40}((?:;[\w=.-]{1,40})*),/i;

/** Takes pictures whose bytes stand in their addresses into a list; no others are in the file. */
export const dataPictures =
  (pictures: PictureList) =>
  (address: string, shown: ShownSize): string => {
    const bytes = bytesOfDataUri(address);
    return bytes ? pictures.addBytes(bytes, shown) : '';
  };

function bytesOfDataUri(address: string): Uint8Array | undefined {
  const [head, parameters = ''] = HEAD.exec(address.slice(0, 400)) ?? [];
  if (head === undefined) return undefined;
  const data = address.slice(head.length);
  if (/;base64/i.test(parameters)) return Buffer.from(data.includes('%') ? unescaped(data) : data, 'base64');
  return Buffer.from(unescaped(data), 'latin1');
}

const unescaped = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
