import type { Raster } from './raster.js';

export interface Point {
  x: number;
  y: number;
}

/** The corners of a sheet in an image, from the upper left one with the clock. */
export type Corners = readonly [Point, Point, Point, Point];

const WHITE = 255;

/** What an image shows between four corners, as if it were looked at from straight above. */
export function straightView(raster: Raster, corners: Corners): Raster {
  const [a, b, c, d] = corners;
  const width = Math.max(1, Math.round(Math.max(distance(a, b), distance(d, c))));
  const height = Math.max(1, Math.round(Math.max(distance(a, d), distance(b, c))));
  const place = projection(corners);
  return sampled(raster, width, height, (x, y) => place((x + 0.5) / width, (y + 0.5) / height));
}

/** The image turned against the clock by so many degrees, with all of it in view and white beside it. */
export function turned(raster: Raster, degrees: number): Raster {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const width = Math.round(raster.width * Math.abs(cos) + raster.height * Math.abs(sin));
  const height = Math.round(raster.width * Math.abs(sin) + raster.height * Math.abs(cos));
  return sampled(raster, width, height, (x, y) => {
    const [fromX, fromY] = [x - width / 2, y - height / 2];
    return { x: fromX * cos - fromY * sin + raster.width / 2, y: fromX * sin + fromY * cos + raster.height / 2 };
  });
}

/** An image whose every pixel is what another shows at a place, between its four nearest pixels. */
function sampled(raster: Raster, width: number, height: number, placeOf: (x: number, y: number) => Point): Raster {
  const { pixels } = raster;
  const result = new Uint8Array(width * height);
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= raster.width || y >= raster.height ? WHITE : (pixels[y * raster.width + x] ?? WHITE);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const place = placeOf(x, y);
      const [left, top] = [Math.floor(place.x), Math.floor(place.y)];
      const [right, down] = [place.x - left, place.y - top];
      const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
      const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
      result[y * width + x] = Math.round(upper * (1 - down) + lower * down);
    }
  }
  return { width, height, pixels: result };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * The places in an image of the places in a square of side 1 that is seen at an angle.
 * Source: P. Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), section 2.2.3.
 */
function projection([p0, p1, p2, p3]: Corners): (u: number, v: number) => Point {
  const [dx1, dx2, dx3] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, dy3] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const whole = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / whole;
  const h = (dx1 * dy3 - dx3 * dy1) / whole;
  const [a, b] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x];
  const [d, e] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y];
  return (u, v) => {
    const depth = g * u + h * v + 1;
    return { x: (a * u + b * v + p0.x) / depth - 0.5, y: (d * u + e * v + p0.y) / depth - 0.5 };
  };
}
