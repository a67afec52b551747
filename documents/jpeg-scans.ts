/** Cameras and programs write some 10. Each costs a pass over all pixels, before sharp's clock can stop it. */
const MAX_SCANS = 100;

/** A JPEG's marker of a scan; data of scans never holds it. */
const SCAN = Buffer.from([0xff, 0xda]);

/** Whether a JPEG has so many scans that it is made to take long. */
export function hasTooManyScans(jpeg: Uint8Array): boolean {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let scans = 0;
  for (let at = bytes.indexOf(SCAN); at !== -1; at = bytes.indexOf(SCAN, at + SCAN.length)) scans++;
  return scans > MAX_SCANS;
}
