/** What a row has whose run has ended in this state; the database refuses a final state without it. */
export const ended = <Status extends string>(status: Status) => ({ status, finishedAt: new Date(), nextCheckAt: null });
