const GLOBALS = new URL('./globals.mjs', import.meta.url).href;

/** Has `@jest/globals` give what jest's framework made for the file that runs. */
export const resolve = (specifier, context, next) =>
  specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context);
