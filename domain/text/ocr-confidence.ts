/**
 * Below this mean confidence of its words (0 to 1) a page's text was read with doubt. Measured on made-up pages:
 * scans at 150 dpi were 0.95 sure and photos 0.91 to 0.94, with a hundredth of the words wrong at most; pages that
 * were 0.75 sure had a fifth of them wrong or missing, and pages in the wrong direction were 0.45 sure at most.
 */
const LOW_CONFIDENCE = 0.8;

/** Whether a page's text should be met with doubt; never for text that was not read by OCR (null). */
export const isLowConfidence = (confidence: number | null): boolean =>
  confidence !== null && confidence < LOW_CONFIDENCE;
