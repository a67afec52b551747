/** Units by what they measure, each with how much of the first unit of its kind it is. */
const KINDS = {
  length: 'm=1 km=1e3 dm=0.1 cm=1e-2 mm=1e-3 um=1e-6 nm=1e-9 mi=1609.344 ft=0.3048 in=0.0254',
  mass: 'g=1 t=1e6 kg=1e3 mg=1e-3 ug=1e-6 lb=453.59237',
  volume: 'l=1 dl=0.1 cl=0.01 ml=1e-3 ul=1e-6',
  time: 's=1 ms=1e-3 min=60 h=3600 d=86400 wk=604800 mo=2629800 y=31557600 decade=315576000 century=3155760000',
  share: '%=1 ‰=0.1',
  area: 'm2=1 km2=1e6 cm2=1e-4 ha=1e4',
  space: 'm3=1 km3=1e9 cm3=1e-6',
  speed: 'm/s=1 km/h=0.2777777777777778 km/s=1e3',
  energy: 'J=1 kJ=1e3 MJ=1e6 cal=4.184 kcal=4184 kWh=3.6e6',
  power: 'W=1 kW=1e3 MW=1e6 GW=1e9',
  frequency: 'Hz=1 kHz=1e3 MHz=1e6 GHz=1e9',
  pressure: 'Pa=1 hPa=100 kPa=1e3 bar=1e5',
  data: 'bit=1 B=8 kB=8e3 MB=8e6 GB=8e9',
};
/** Other spellings of signs ('pounds' are of money, too), and units that convert into no other. */
const OTHER_SIGNS =
  'µm=um μm=um µg=ug μg=ug µl=ul μl=ul L=l mL=ml m²=m2 km²=km2 cm²=cm2 m³=m3 km³=km3 cm³=cm3 °C=°C ℃=°C °F=°F K=K V=V A=A N=N Ω=Ω $=usd €=eur £=lb';
/** Units that are written as words. */
const WORDS_ONLY = new Set(['d', 'wk', 'mo', 'y', 'decade', 'century', 'in']);

const entriesOf = (text: string): [string, string][] =>
  text.split(' ').map((entry) => {
    const [sign = '', value = ''] = entry.split('=');
    return [sign, value];
  });

const MEASURES = new Map(
  Object.entries(KINDS).flatMap(([kind, units]) =>
    entriesOf(units).map(([sign, factor]) => [sign, { kind, factor: Number(factor) }] as const),
  ),
);

/** What a unit measures; itself where nothing converts into it. */
export const kindOf = (sign: string): string => MEASURES.get(sign)?.kind ?? sign;

/** A value in the first unit of its kind. */
export const inFirstUnit = (value: number, sign: string): number => value * (MEASURES.get(sign)?.factor ?? 1);

/** Signs as they stand behind a number, by the name that they have here. */
const SIGNS = new Map([
  ...[...MEASURES.keys()].filter((sign) => !WORDS_ONLY.has(sign)).map((sign) => [sign, sign] as const),
  ...entriesOf(OTHER_SIGNS),
]);
/** Read as units only where they stand close to the number, since they are words elsewhere. */
const SIGN = new RegExp(
  `^[ \\u00a0\\u202f]?(${[...SIGNS.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((sign) => sign.replace(/[$/]/g, '\\$&'))
    .join('|')})(?:(?<=[%‰℃$€£])|(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}]))`,
  'u',
);

/** The unit whose sign a text begins with, and how long that is. */
export function signAt(text: string): { sign: string; length: number } | undefined {
  const match = SIGN.exec(text);
  const sign = match && SIGNS.get(match[1] ?? '');
  return match && sign ? { sign, length: match[0].length } : undefined;
}
