import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { fromBuffer, type Options, type ZipFile } from 'yauzl';

const open = promisify<Buffer, Options, ZipFile>(fromBuffer);

/** What a ZIP file holds, by name, in order. @throws Error for a damaged one, a wrong checksum, or a name used twice. */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await open(bytes, { lazyEntries: true, strictFileNames: true });
  const openEntry = promisify(zip.openReadStream.bind(zip)) as unknown as (
    entry: object,
  ) => Promise<NodeJS.ReadableStream>;
  const entries = new Map<string, Buffer>();
  const ended = new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', async (entry: { fileName: string }) => {
      try {
        if (entries.has(entry.fileName)) throw new Error(`${entry.fileName} is there twice`);
        entries.set(entry.fileName, await buffer(await openEntry(entry)));
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
  });
  zip.readEntry();
  await ended;
  return entries;
}
