/** Tokens of one call to an AI server. */
export interface Tokens {
  input: number;
  output: number;
}

/** A call that is about to be made, with what it can use at most. */
export interface CallEstimate {
  model: string;
  kind: 'chat' | 'embedding';
  max: Tokens;
}

/** What a call gave and used; without usage it counts with what it could use at most. */
export interface MeteredResult<T> {
  result: T;
  used: Tokens | undefined;
}

/**
 * Makes one call: reserves what it may cost before, and settles what it did cost after.
 * @throws Failure AiBudgetExhausted, with nothing spent; whatever the call throws.
 */
export type Meter = <T>(estimate: CallEstimate, call: () => Promise<MeteredResult<T>>) => Promise<T>;

/** Makes calls without counting them. */
export const unmetered: Meter = async (_estimate, call) => (await call()).result;

/** Micro-dollars for one token; the same number as dollars for a million. */
export interface Price {
  input: number;
  output: number;
}

/** What so many tokens cost, in whole micro-dollars, rounded up; nothing for a model without a price. */
export function costOf(price: Price | undefined, { input, output }: Tokens): number {
  return price ? Math.ceil(price.input * input + price.output * output) : 0;
}

/** What calls are counted in: money, or, of a model without a price, tokens. */
export interface Spent {
  micros: number;
  tokens: number;
}

/** What so many tokens of a model take of the budgets. */
export function spentBy(price: Price | undefined, used: Tokens): Spent {
  return price ? { micros: costOf(price, used), tokens: 0 } : { micros: 0, tokens: used.input + used.output };
}

/** No tokenizer in use makes more tokens of a text than it has bytes. */
export const maxTokens = (text: string): number => Buffer.byteLength(text, 'utf8');
