/** A formula that cannot be read, or has no value; the message says why. */
export class FormulaError extends Error {}
