const SHOWN: Readonly<Record<string, string>> = {
  ...{ tempC: '°C', tempF: '°F', tempK: 'K' },
  ...{ degC: '°C', degF: '°F', degK: 'K' },
};

/** The unit of a key as people write it. */
export const shownUnit = (unit: string): string => SHOWN[unit] ?? unit;
