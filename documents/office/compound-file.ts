/** The stream that holds an office file under a password, in the letters of a compound file's directory. */
const PROTECTED = Buffer.from('EncryptedPackage\0', 'utf16le');
/** Directory entries begin at multiples of it and with their name. */
const ENTRY_BYTES = 128;

/** Whether a compound file holds an office file under a password; the others are of Office 2003 and older. */
export function isProtected(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  for (let at = bytes.indexOf(PROTECTED); at >= 0; at = bytes.indexOf(PROTECTED, at + 1)) {
    if (at % ENTRY_BYTES === 0) return true;
  }
  return false;
}
