import type { PictureOf } from '../html/page-builder.js';
import { dataPictures } from '../pictures/data-uri.js';
import type { PictureList } from '../pictures/picture-list.js';
import { folderOf, type Parts } from './parts.js';

/** Takes the pictures that a chapter shows into a list: parts of the book, and those whose bytes stand in the chapter. */
export function bookPictures(chapter: string, parts: Parts, pictures: PictureList): PictureOf {
  const inPlace = dataPictures(pictures);
  return (address, shown) => {
    if (/^\s*data:/i.test(address)) return inPlace(address, shown);
    const part = /^\s*https?:/i.test(address) ? undefined : parts.find(folderOf(chapter), address);
    return part === undefined ? '' : pictures.add(part, () => ({ part }), shown);
  };
}
