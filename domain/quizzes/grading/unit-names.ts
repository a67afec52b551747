/** What people write for a unit, where js-quantities knows it by another name or takes it for something else. */
const SPELLINGS: Readonly<Record<string, string>> = {
  K: 'degK',
  '°': 'deg',
  $: 'USD',
  ha: 'hectare',
  Å: 'angstrom',
  au: 'AU',
  gm: 'g',
  gms: 'g',
  // Without these they are thousandths and thousands of a light second.
  mls: 'ml',
  kilo: 'kg',
  kilos: 'kg',
};

/** Names of a temperature, each with the unit of its differences. */
const TEMPERATURES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    degC: 'C c tempC degC celsius Celsius centigrade',
    degF: 'F f tempF degF fahrenheit Fahrenheit',
    degK: 'K k tempK degK kelvin kelvins Kelvin',
  }).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit])),
);

/** The unit of differences of a temperature, with a space or without; undefined of what is no temperature. */
export const degreesOf = (name: string): string | undefined =>
  Object.hasOwn(TEMPERATURES, name) ? TEMPERATURES[name] : undefined;

/** The names under which js-quantities may know a unit, the likeliest first: `Km`, `HZ` and `newtons` are meant well. */
export function namesOf(written: string): string[] {
  if (Object.hasOwn(SPELLINGS, written)) return [SPELLINGS[written] as string];
  if (written.startsWith('temp')) return [degreesOf(written) ?? ''];
  const lower = written.toLowerCase();
  // `KN` are kilonewtons and no knots; but `KM` and `KG` are neither molars nor gauss.
  const kilo = /^K[GM]S?$/.test(written) ? lower : written.replace(/^K/, 'k');
  const names = [written, kilo, lower, lower.charAt(0).toUpperCase() + lower.slice(1)];
  return [...new Set([...names, ...names.map((name) => name.replace(/s$/, ''))])];
}

/** Degrees in the languages that most students write, with or without the whole name of their scale. */
const DEGREES =
  /(?:degrees?|deg\.?|grad|grados?|graus?|degr[ée]s?|°) ?([cfk])(?:el[sc]ius|entigrade|ahrenheit|elvin)?(?!\p{L})/giu;

/** Words of a unit as signs: `meters per second`, `square meters`, `seconds squared`, `degrees Celsius`, `kph`. */
export const unitInSigns = (text: string): string =>
  text
    .replace(DEGREES, (_, letter: string) => `deg${letter.toUpperCase()}`)
    .replace(/(?<!\p{L})mm[ *-]?(?:of )?hg(?!\p{L})/giu, 'mmHg')
    .replace(/([a-z]+)[ -]squared/gi, '$1^2')
    .replace(/([a-z]+)[ -]cubed/gi, '$1^3')
    .replace(/per ?cent(?!\p{L})/giu, '%')
    .replace(/(?:^| )per /gi, '/')
    .replace(/(?:square|sq)\.? ?([a-z]+)/gi, '$1^2')
    .replace(/(?:cubic ?|(?<!\p{L})cu(?:\. ?| ))([a-z]+)/giu, '$1^3')
    .replace(/light[- ]?years?/gi, 'ly')
    .replace(/^(?:kph|kmh|kmph)$/i, 'km/h')
    .trim();
