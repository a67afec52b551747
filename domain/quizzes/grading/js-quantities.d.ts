/** The part of js-quantities that is used here. It has no types of its own. */
declare module 'js-quantities' {
  interface Quantity {
    scalar: number;
    /** Names of base units in angle brackets, each as often as its power is; `<1>` for none. */
    numerator: string[];
    denominator: string[];
    toBase(): Quantity;
  }
  /** @throws where it does not know the unit */
  const quantity: (value: number, unit: string) => Quantity;
  export default quantity;
}
