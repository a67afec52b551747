/** Constants are chosen by one part of what is measured; the other tells what they are worth. */
export const PARTS = ['calibration', 'held-out'] as const;
export type Part = (typeof PARTS)[number];
