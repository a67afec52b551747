import { type Attributes, attribute } from '../office/xml.js';
import { EMU, type ShownSize } from '../pictures/picture-list.js';

/** Follows the frames of an OpenDocument file, which show pictures, and objects with a picture beside them. */
export interface Frames {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** What is in the frame is shown already, so that its picture only repeats it. */
  markShown(): void;
}

interface Frame extends ShownSize {
  /** The same picture in several forms. */
  addresses: string[];
  isShown: boolean;
}

/** Lengths in EMU by their units. */
const UNITS: Readonly<Record<string, number>> = {
  in: EMU.inch,
  cm: EMU.inch / 2.54,
  mm: EMU.inch / 25.4,
  pt: EMU.point,
  pc: 12 * EMU.point,
  px: EMU.inch / 96,
};
const DRAWING = /\.(?:svg|svm|emf|wmf)$/i;

/** Makes one. @param onPicture told at the end of each frame of its picture: where it is, and how large it is shown */
export function createFrames(onPicture: (address: string, shown: ShownSize) => void): Frames {
  const frames: Frame[] = [];
  return {
    open(name, attributes) {
      const frame = frames.at(-1);
      if (name === 'frame')
        frames.push({
          addresses: [],
          isShown: false,
          width: lengthOf(attribute(attributes, 'width')),
          height: lengthOf(attribute(attributes, 'height')),
        });
      else if (name === 'image' && frame) frame.addresses.push(attribute(attributes, 'href') ?? '');
    },
    close(name) {
      if (name !== 'frame') return;
      const { addresses = [], isShown = true, width, height } = frames.pop() ?? {};
      const found = addresses.find((address) => !DRAWING.test(address)) ?? addresses[0];
      if (!isShown && found) onPicture(found, { width, height });
    },
    markShown() {
      const frame = frames.at(-1);
      if (frame) frame.isShown = true;
    },
  };
}

function lengthOf(length = ''): number | undefined {
  const [, number, unit = ''] = /^([\d.]{1,12})([a-z]{2})$/.exec(length) ?? [];
  const emu = Number(number) * (UNITS[unit] ?? Number.NaN);
  return Number.isFinite(emu) ? emu : undefined;
}
