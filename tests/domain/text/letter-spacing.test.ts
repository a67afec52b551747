import { expect, test } from '@jest/globals';
import { closeLetterSpacing } from '../../../domain/text/letter-spacing.js';

test.each([
  ['潮 汐 的 原 因 … … … … ３', '潮汐的原因…………３'],
  ['（ 一 九 八 七 年 五 月 ）', '（一九八七年五月）'],
  ['海　は　二　度　上　が　る', '海は二度上がる'],
  ['水 在 1 0 0 度 沸 腾', '水在 1 0 0 度沸腾'],
  ['潮 汐 原 因', '潮汐原因'],
  ['海 水 会 涨 落。', '海水会涨落。'],
])('letters that are set apart come together: %s', (line, closed) => {
  expect(closeLetterSpacing(`Title\n${line}\nEnd of it`)).toBe(`Title\n${closed}\nEnd of it`);
});

test.each([
  '苹果 香蕉 樱桃',
  '男 女',
  '天 地 人',
  '海 水 涨 落。',
  '| 一 | 二 | 三 | 四 | 五 |',
  '光合作用 发生 在 叶绿体',
  'a b c d e f',
  '물 은 백 도 에',
])('other spaces stay: %s', (line) => expect(closeLetterSpacing(line)).toBe(line));
