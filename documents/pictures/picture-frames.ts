import { type Attributes, attribute } from '../office/xml.js';
import { EMU, type ShownSize } from './picture-list.js';

/** Follows the elements of an office file that show pictures. */
export interface PictureFrames {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** Whether an object of another program is open, of which only a picture is shown. */
  isInObject(): boolean;
}

interface Frame extends ShownSize {
  name: string;
  /** References to the pictures. */
  ids: string[];
  isObject: boolean;
}

/** Drawings and shapes, of DrawingML and of the older VML, and the background of a slide. */
const FRAMES: ReadonlySet<string> = new Set(['bg', 'drawing', 'graphicFrame', 'object', 'pic', 'pict', 'sp', 'wsp']);

/** Makes one. @param onPicture told of each picture at the end of its frame: the id of the reference, how large it is */
export function createPictureFrames(onPicture: (id: string, shown: ShownSize) => void): PictureFrames {
  const frames: Frame[] = [];
  let groups = 0;
  let bullets = 0;

  const take = (name: string, attributes: Attributes, frame: Frame) => {
    const [width, height] = [Number(attributes.cx), Number(attributes.cy)];
    // Within a group lengths are those of the group.
    if ((name === 'ext' || name === 'extent') && width > 0 && height > 0 && groups === 0) {
      frame.width ??= width;
      frame.height ??= height;
    } else if (name === 'blip' && bullets === 0) frame.ids.push(attribute(attributes, 'embed') ?? '');
    else if (name === 'svgBlip' && !frame.ids.some((id) => id !== ''))
      frame.ids.push(attribute(attributes, 'embed') ?? '');
    else if (name === 'imagedata') frame.ids.push(attribute(attributes, 'id') ?? '');
    else if (name === 'shape') Object.assign(frame, sizeOf(attributes.style));
    else if (name === 'oleObj') frame.isObject = true;
  };
  return {
    open(name, attributes) {
      if (name === 'buBlip') bullets += 1;
      else if (name === 'grpSp' || name === 'wgp') groups += 1;
      const outer = frames.at(-1);
      if (FRAMES.has(name)) frames.push({ name, ids: [], isObject: false });
      else if (outer) take(name, attributes, outer);
    },
    close(name) {
      if (name === 'buBlip') bullets -= 1;
      else if (name === 'grpSp' || name === 'wgp') groups -= 1;
      if (frames.at(-1)?.name !== name) return;
      const frame = frames.pop();
      // One in another may leave its size to that.
      const { width, height } = frame?.width === undefined ? (frames.at(-1) ?? {}) : frame;
      for (const id of frame?.ids ?? []) if (id !== '') onPicture(id, { width, height });
    },
    isInObject: () => frames.some(({ isObject }) => isObject),
  };
}

/** The size of a shape of VML, where it is given in points or inches. */
function sizeOf(style = ''): ShownSize {
  const length = (side: string) => {
    const [, number, unit] = new RegExp(`(?:^|;)\\s*${side}:\\s*([\\d.]{1,12})(pt|in)`).exec(style) ?? [];
    return number === undefined ? undefined : Number(number) * (unit === 'in' ? EMU.inch : EMU.point);
  };
  return { width: length('width'), height: length('height') };
}
