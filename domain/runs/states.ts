/**
 * States of a row whose work a workflow run has still to do, in order; the first is that of a row whose run has not
 * begun. A material that is being deleted is worked on as well, in a state of its own.
 */
export const OPEN_STATES = ['queued', 'processing'] as const;

/** Whether a run has still to work on a row. */
export const isOpen = ({ status }: { status: string }): boolean => OPEN_STATES.some((open) => open === status);
