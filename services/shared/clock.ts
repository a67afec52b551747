/** Gives the moment. Services read the time here and nowhere else, so that tests may set it. */
export type Clock = () => Date;

/** The machine's clock; entries hand it down. */
export const systemClock: Clock = () => new Date();
