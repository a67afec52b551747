/** The bytes where threads can read them without a copy for every task. */
export function inSharedMemory(file: Uint8Array): Uint8Array {
  if (file.buffer instanceof SharedArrayBuffer) return file;
  const bytes = new Uint8Array(new SharedArrayBuffer(file.length));
  bytes.set(file);
  return bytes;
}
