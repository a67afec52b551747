/**
 * Below this mean confidence of its words (0 to 1) a reading is likely to be wrong in places.
 */
export const LOW_CONFIDENCE = 0.7;

/** Whether a page's text should be met with doubt; false for text that was not read by OCR (null). */
export const isLowConfidence = (confidence: number | null): boolean =>
  confidence !== null && confidence < LOW_CONFIDENCE;
