import { expect, it } from '@jest/globals';
import { isLowConfidence } from '../../../domain/text/ocr-confidence.js';

it('doubts what OCR was unsure of, and nothing that was set in type', () => {
  expect([0, 0.4, 0.79, 0.8, 1, null].map(isLowConfidence)).toEqual([true, true, true, false, false, false]);
});
