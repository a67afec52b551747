import { describe, expect, test } from '@jest/globals';
import { canonicalLocale } from '../../../domain/account/locales.js';
import { canonicalTimeZone } from '../../../domain/account/time-zones.js';

describe('canonicalTimeZone', () => {
  test('knows every zone of the runtime, and gives a name that it knows as itself', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(400);
    for (const zone of zones) {
      const canonical = canonicalTimeZone(zone) ?? '';
      expect(canonicalTimeZone(canonical)).toBe(canonical);
      const hours = (timeZone: string) => new Date(0).toLocaleString('en', { timeZone, timeZoneName: 'longOffset' });
      expect(hours(canonical)).toBe(hours(zone));
    }
  });

  test.each([
    ['asia/kathmandu', 'Asia/Kathmandu'],
    ['Asia/Katmandu', 'Asia/Kathmandu'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
    ['US/Eastern', 'America/New_York'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['etc/utc', 'UTC'],
  ])('%s is %s', (name, canonical) => {
    expect(canonicalTimeZone(name)).toBe(canonical);
  });

  test.each([
    '',
    '+05:00',
    '-0500',
    'UTC+5',
    'IST',
    'SystemV/EST5',
    'EST5EDT;DROP',
    'Mars/Olympus',
    ' UTC',
    'UTC\n',
    '\0',
  ])('%j is none', (name) => {
    expect(canonicalTimeZone(name)).toBeUndefined();
  });
});

describe('canonicalLocale', () => {
  test.each([
    ['EN-us', 'en-US'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
  ])('%s is %s', (tag, canonical) => {
    expect(canonicalLocale(tag)).toBe(canonical);
  });

  test.each(['', 'e', 'en_US', 'en-', 'english please', 'en\0', 'en;q=1'])('%j is none', (tag) => {
    expect(canonicalLocale(tag)).toBeUndefined();
  });
});
