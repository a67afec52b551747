/** One copy a file, for as long as the file is held. */
const copies = new WeakMap<Uint8Array, Uint8Array>();

/** The bytes where threads can read them without a copy for every task. */
export function inSharedMemory(file: Uint8Array): Uint8Array {
  if (file.buffer instanceof SharedArrayBuffer) return file;
  const bytes = copies.get(file) ?? new Uint8Array(new SharedArrayBuffer(file.length));
  if (!copies.has(file)) bytes.set(file);
  copies.set(file, bytes);
  return bytes;
}
