import type { ConvertedPage } from '../converted-page.js';
import { EMU, type ShownSize } from './picture-list.js';
import { pictureMark, picturesIn, replacePictures } from './picture-marks.js';

/** Small pictures on so many slides, of so much of a slide each, are logos. */
const LOGO_USES = 3;
const LOGO_SHARE = 0.15;
/** Of a slide of 10 by 7.5 inches. */
export const USUAL_AREA = 75 * EMU.inch ** 2;

/** Tells the logos of a show from its pictures. */
export interface Logos {
  /** A picture is shown so large. */
  saw(mark: string, shown: ShownSize): void;
  /** The slides without small pictures that stand on several of them. */
  without(slides: readonly ConvertedPage[]): ConvertedPage[];
}

/** Makes one. @param area of a slide in square EMU */
export function createLogos(area: number): Logos {
  const small = new Set<string>();
  return {
    saw(mark, { width = Number.POSITIVE_INFINITY, height = Number.POSITIVE_INFINITY }) {
      if (width * height < area * LOGO_SHARE) small.add(mark);
    },
    without(slides) {
      const uses = new Map<number, number>();
      for (const slide of slides)
        for (const no of 'text' in slide ? new Set(picturesIn(slide.text)) : []) uses.set(no, (uses.get(no) ?? 0) + 1);
      const isLogo = (no: number) => (uses.get(no) ?? 0) >= LOGO_USES && small.has(pictureMark(no));
      return slides.map((slide) => {
        if (!('text' in slide) || !picturesIn(slide.text).some(isLogo)) return slide;
        const text = replacePictures(slide.text, (no) => (isLogo(no) ? '' : pictureMark(no)));
        return { ...slide, text: text.replace(/\n{3,}/g, '\n\n').trim() };
      });
    },
  };
}
