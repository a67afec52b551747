/**
 * States of a row whose work a workflow run has still to do, in order; the first is that of a row whose run has not
 * begun. Rows of some flows are open in a state of their own, as the table of flows says.
 */
export const OPEN_STATES = ['queued', 'processing'] as const;
