/** A line of black text on white, 448 by 64 pixels, coded once by x265; files are made around it. */
export const LINE = 'Tides come twice a day';
export const LINE_SIZE = { width: 448, height: 64 };
const DECODER_SETTINGS = Buffer.from(
  'AQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoA4IEFlupJKa' +
    '5uBAQMCAAAADAIAAAAMAhCIAAQAHRAHBcrAiQA==',
  'base64',
);
const CODED_LINE = Buffer.from(
  'AAAHtSgBrwhgStd4ADNquQgK1nc01tDChPDwbaJ6PkHwbZdcZLTbYN8o1VL0SqkkdlVnXCfsDFOvjOn/ehbOSEHeF+WU3mlLfwEWb6HI6u86QBri' +
    'fiERq2LaPaJqdJ881iuBcXS12pB+zXxgTyFVdMJbQSWvSLlBW8015ECFn9so3AzoemfPyR/TOOLIkwJaVs7fJTqJ3SfhRYxdcdd6A5wmEddeQFav' +
    'AK2/3guvi9IIOvCWtYrh+IwdZke1cMtryCaQA+5+E65luoJjbJ30/QHwMAVnVmtEE7ilN8bw8+lq6C/vJcCQRpUKuJNgUshgfEpKRRIm3BLqZ5fc' +
    'LVQ7nnDv+atWvwCqn1OjVq0DvQlPMFtKA4Sw1GMG73/2T19yZNvvGNb1uzXayKScLd42qqs1zwZ2ps4xQ8xahPSeqoRECZHK4REnvp2fmVGniaBI' +
    '05pKqMtaYwiH534Odz7Ao7JZ6j5smlxaUet/x8+45dLemk2elCJ5t+Q3XZCqk5ADz6mwD6d/cZAVJ5eUy+5IMiX3OotWojMFi5WlTvn6TKwtgnQM' +
    'mfINn5rDd7ghSXlB40Ds4paEDPp9B2ZTlRMvXdSfayjEk5yI4FzeHEpo62Bi6rFk3Ug8m4Qqa73lEVQEy6Z5kJilnnA96FE/hHG8nHwsSn5VNoyz' +
    'EnZp69IAbTeZh02sdb+lblFxh1DoAGDh181xMvGjfXHV+x70tsqmQ0OQhYvpSs2/kfcVpeBoJH2Px0eqVt8/9hLSS8ywN1wjt60zB49UEheqeN1L' +
    'fpRpRD9miHoTiGCQRWOWKzgLp6CdTRiQNOp8GZ/DNJAlIYKleC/buL6xzq1aNxSe+dNYS90/z12YHJZVVXgdeO3I62r5jiPhu6RMTaGlP7nwSMnj' +
    'RRWt+Uc7neD14HozhpwgakqrUGwQF+eeuuqKitUXdXNf5XytR3dmJBbRGf+6m1jNGmExL+dkd2JXTYErMQeD9Jwovo2FaC4gQ4csyt0angN96/nw' +
    'HQw+sMIttQs3Mr+YIKMxieUnEodVfQoVD2GHzLRGiXMnrHuN2Rqc5TmLQmofm15m15IjEazClqYAGSEVvNJPEDghF7QKewng7d78XE7Emy4WCBtN' +
    'Tzdn+reVfsxtmYAB/fyA9ihkkIL6GYUmap/21Q6VZxPK7qaOwf2YZjEVI2ZR516wtN1WM8ImFHJyivK30S8YgIfc+la5qNKpOF6FvDcpGQCKo8Vn' +
    'M8ZjSF9GrH33Zcnm7mwt6ZJYdcNuWae/rC3q6r2yMyIUc5o+KwhUQk4BtVjxaehWn9ElXY3tFul/rxZTEr6tIsh8R6/nasOdHm+CazhZ9BHfnQdZ' +
    '32TD/femGsDYTrC+fh7pY5fRifG8F89FmAehJwXj5vtG3Kg7UneIF2Y2ubSQ0xc+vs5h4gWI3vjnvlIfj0VL0vjVBBWrt4Fy14t/PqxoMu4e8rRG' +
    'EfDSVm87wjsm8SmgjzJZV0FE6Z0QB1dEovZFz8Rzbm8TsR8NPJKf596OI3ZCJk1bisRtVS3jpzBxNiXMderlqX9Ltw7HYCP+jRG796y5lHWMtbcb' +
    'ilk9YauCa+oIudE0Hy6gPb+20+1ImXWK2u9SOa3lyJ47wKNO81UtKecBXVoRrcqqJigizTx8npdNOSnrLa/GhKcr1H9CjvsLNlKKN7v5Hia6AAwA' +
    'YaSiSwGZnAX8gr7ZpfwuzoftWRjlUjf53geRBn4yEfmKXFzdslW2PSjiuUMzEFzqHHHMeQqmux4VzhxFdswuHsHT0XkRJwdPuDG20G7eATrAcH3X' +
    'jMyaXp+Am391wsS88yZdgu1KJDaXfu6NHM3523cBdZTsS51uVd/4llo260VFa76PsvxA4Uf+VRnpQAhPt/7Pp6AoE4w7NHmADyiWjyy+WxuQoRpB' +
    'KhG01VShzcm3hK/fAJdsPfVUHwUE6RSDvctbXgRwc7WcA22hc2aaJJ33GsZJiFjBigBprQeCwP9i4vTKQTPWSUIdKaFDcvRQQ1ElGW0WIxIHiSZc' +
    'epGx9wRYi6FmNwz1ryPfWFP8cCJMrOOw5GcrnT07dSiBheqOqRrKMjESOvziWJ3YF+6VNv6rdnELLpuGApJiNERPwpE8z76hFiSbILvoyTDSwm51' +
    'vWkikGDA2/QPvfkMvAzyfG/V3bYmhVJmxJ7LaZaMGkky5DLphE05m4DaP2UfpPP9HgrAM5yA99t26iGckswyI5CwQ332OGLhbTmOZJerUqfljSZ4' +
    'iJdxy7bnEs/gwv5z//y3z3YtvPwruxJrtJ0bOiQoouCh+vefg2QBqjVodtNE5LO9Kwh4xeOCdPKVllNbNgNpx4IqEkTkdaDnql/m4lZSqKstqlBY' +
    'm32zKqW/mXIM4LEsl7O+q0IFX0b1w/irYtd+XBHbHI3gnTx45quqIvyBR1aOPRggOUKlNWr0JEHqJVS9bR2V56Nlw9f2/hk////J1T7KztZGznFa' +
    'gfMwvhrgSxlDTlrSQcq+4w7d1EC9b6lGmxdjUIJ5suKx4KX6Rr3W0WifYVK5BY3+mLWD27Ba+XDcTUzrJ6irkNYuGeL6Syz68+sz7ZTKx3B3WtRf' +
    'XjXUG/ie1YyisEr6mz/kHk+uwmWMQTtht/wYNw3XLsgx6hyHh2qM3rlJH8L4',
  'base64',
);

/** What a HEIC photo is made of. */
export interface Photo {
  /** Lines one below another, each a tile of a grid as phones code them; one line alone is no grid. */
  lines?: number;
  /** Turns by 90 degrees against the clock, as `irot` has them. */
  turns?: number;
  /** The orientation in EXIF. */
  orientation?: number;
  /** The size that the file claims, instead of its own. */
  size?: { width: number; height: number };
  brands?: readonly string[];
}

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const ascii = (text: string) => Buffer.from(text, 'latin1');
const box = (type: string, ...parts: Buffer[]) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([u32(content.length + 8), ascii(type), content]);
};
const fullBox = (type: string, version: number, ...parts: Buffer[]) =>
  box(type, Buffer.from([version, 0, 0, 0]), ...parts);
const sizeBox = ({ width, height }: { width: number; height: number }) => fullBox('ispe', 0, u32(width), u32(height));

/** EXIF in the bytes of a Motorola: one entry, the orientation. */
const exifOf = (orientation: number) =>
  Buffer.concat([
    u32(6),
    ascii('Exif\0\0MM\0*'),
    u32(8),
    u16(1),
    u16(0x0112),
    u16(3),
    u32(1),
    u16(orientation),
    u32(0),
    u16(0),
  ]);

/** Makes a HEIC file. */
export function makeHeic({
  lines = 1,
  turns,
  orientation,
  size,
  brands = ['heic', 'mif1', 'heic'],
}: Photo = {}): Buffer {
  const { width } = LINE_SIZE;
  const height = LINE_SIZE.height * lines;
  const items: { type: string; data: Buffer; properties: number[] }[] = Array.from({ length: lines }, () => ({
    type: 'hvc1',
    data: CODED_LINE,
    properties: [1, 2],
  }));
  const isGrid = lines > 1;
  const grid = Buffer.concat([Buffer.from([0, 0, lines - 1, 0]), u16(width), u16(height)]);
  if (isGrid) items.push({ type: 'grid', data: grid, properties: [3] });
  const primary = items.length;
  const first = items[primary - 1];
  if (first) first.properties = [...(isGrid ? [3] : [1, 3]), ...(turns === undefined ? [] : [4])];
  if (orientation !== undefined) items.push({ type: 'Exif', data: exifOf(orientation), properties: [] });

  const properties = [box('hvcC', DECODER_SETTINGS), sizeBox(LINE_SIZE), sizeBox(size ?? { width, height })];
  if (turns !== undefined) properties.push(box('irot', Buffer.from([turns])));
  const associations = items.flatMap((item, i) => [
    u16(i + 1),
    Buffer.from([item.properties.length, ...item.properties]),
  ]);
  const references = [
    ...(isGrid ? [box('dimg', u16(primary), u16(lines), ...items.slice(0, lines).map((_, i) => u16(i + 1)))] : []),
    ...(orientation === undefined ? [] : [box('cdsc', u16(items.length), u16(1), u16(primary))]),
  ];
  const metaOf = (start: number) => {
    let at = start;
    const places = items.flatMap(({ data }, i) => {
      const place = [u16(i + 1), u16(0), u16(1), u32(at), u32(data.length)];
      at += data.length;
      return place;
    });
    return fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32(0), ascii('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, u16(primary)),
      fullBox('iloc', 0, Buffer.from([0x44, 0]), u16(items.length), ...places),
      fullBox(
        'iinf',
        0,
        u16(items.length),
        ...items.map(({ type }, i) => fullBox('infe', 2, u16(i + 1), u16(0), ascii(`${type}\0`))),
      ),
      ...(references.length > 0 ? [fullBox('iref', 0, ...references)] : []),
      box('iprp', box('ipco', ...properties), fullBox('ipma', 0, u32(items.length), ...associations)),
    );
  };
  const [main = 'heic', ...others] = brands;
  const type = box('ftyp', ascii(main), u32(0), ...others.map(ascii));
  const start = type.length + metaOf(0).length + 8;
  return Buffer.concat([type, metaOf(start), box('mdat', ...items.map(({ data }) => data))]);
}
