import { expect, test } from '@jest/globals';
import { multiplierOf, parseCjkNumeral } from '../../../../domain/tutor/support/cjk-numerals.js';

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

test.each(['年', '三个', '第一二', '一九四九年', '12'])('%s is no numeral', (text) => {
  expect(parseCjkNumeral(text)).toBeNaN();
});

test.each([
  ['百', 100],
  ['千', 1000],
  ['万', 10_000],
  ['億', 100_000_000],
  ['兆', 1_000_000_000_000],
  ['年', 1],
])('%s multiplies the number before it by %d', (sign, factor) => {
  expect(multiplierOf(sign)).toBe(factor);
});
