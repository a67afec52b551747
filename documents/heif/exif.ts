const ORIENTATION = 0x0112;

/**
 * The orientation that EXIF tells, 1 (upright) where it tells none. In a HEIF file its first four bytes say how far
 * behind them it begins (ISO/IEC 23008-12, A.2.1).
 */
export function exifOrientation(file: Buffer, place: { start: number; end: number } | undefined): number {
  if (!place || place.start + 4 > place.end) return 1;
  const tiff = file.subarray(place.start + 4 + file.readUInt32BE(place.start), place.end);
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return 1;
  const isLittle = order === 'II';
  const read16 = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = read16(first);
  for (let i = 0; i < entries; i += 1) {
    const entry = first + 2 + i * 12;
    if (entry + 12 > tiff.length) return 1;
    if (read16(entry) === ORIENTATION) return read16(entry + 8);
  }
  return 1;
}
