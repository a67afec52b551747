import { createHash } from 'node:crypto';
import type { PictureList } from '../pictures/picture-list.js';

/** Takes a picture that stands in a notebook as base64 into the list, and gives its mark. */
export const addPicture = (pictures: PictureList, base64: string): string =>
  pictures.add(createHash('sha256').update(base64).digest('hex'), () => ({ bytes: Buffer.from(base64, 'base64') }));
