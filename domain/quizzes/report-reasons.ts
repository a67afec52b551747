/** Why a student reports a question: its key, two right answers, not taught, a fault of its text, or something else. */
export const REPORT_REASONS = ['wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'other'] as const;

export type ReportReason = (typeof REPORT_REASONS)[number];
