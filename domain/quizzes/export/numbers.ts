/** A number in digits alone, which every reader of the formats knows. */
export function inDigits(value: number): string {
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const digits = `${whole}${part}`;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const padded = digits.padEnd(point, '0');
  return `${sign}${padded.slice(0, point)}${padded.length > point ? `.${padded.slice(point)}` : ''}`;
}

/** Percent that one of so many is worth, with the five decimals by which Moodle knows it. */
export const shareOf = (count: number): string => String(Number((100 / count).toFixed(5)));
