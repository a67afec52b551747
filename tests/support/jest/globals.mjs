export let afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test;

/** From now on the names above are those of the file that runs, for whoever has imported them. */
export function useGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globals);
}
