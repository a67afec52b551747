import { expect, test } from '@jest/globals';
import { parseCjkNumeral } from '../../../../domain/tutor/support/cjk-numerals.js';

test.each([
  ['五', 5],
  ['〇', 0],
  ['两', 2],
  ['兩', 2],
  ['十', 10],
  ['十五', 15],
  ['二十三', 23],
  ['三百零五', 305],
  ['万', 10_000],
  ['三百万', 3_000_000],
  ['三百二十万五千', 3_205_000],
  ['一亿两千万', 120_000_000],
  ['十億', 1_000_000_000],
  ['3百万', 3_000_000],
  ['2千万', 20_000_000],
  ['3百5十', 350],
  ['3.5万', 35_000],
  ['1億2,000万', 120_000_000],
  ['3 万', 30_000],
  ['三点五', 3.5],
  ['零點零五', 0.05],
  ['十三点一四', 13.14],
  ['三点一四万', 31_400],
])('%s is read by place as %d', (text, value) => {
  expect(parseCjkNumeral(text)).toBe(value);
});

test.each([
  ['一九四九', 1949],
  ['二〇二四', 2024],
  ['二零零八', 2008],
  ['两千', 2000],
  ['九一一', 911],
  ['一二', 12],
])('%s is %d, digit by digit where it has no places', (text, value) => {
  expect(parseCjkNumeral(text)).toBe(value);
});

test.each(['年', '三点', '三个', '第一二', '一九四九年'])('%s is no numeral', (text) => {
  expect(parseCjkNumeral(text)).toBeNaN();
});
