import { Parser, type ParserOptions } from 'htmlparser2';
import { Failure } from '../../domain/runs/failures.js';
import { MAX_DEPTH } from './elements.js';
import { countsDownToOne, isList } from './lists.js';

/**
 * How many items each list has that counts down to 1, in document order: a list has to be read to its end before its
 * first number is known. @throws Failure TooComplex.
 */
export function sizesOfReversed(pieces: Iterable<string>, options: ParserOptions): number[] {
  const sizes: number[] = [];
  /** Of each list that is open, which of those it is. */
  const open: (number | undefined)[] = [];
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new Failure('TooComplex');
        const at = open.at(-1);
        if (isList(name)) open.push(countsDownToOne(name, attributes) ? sizes.push(0) - 1 : undefined);
        else if (name === 'li' && at !== undefined) sizes[at] = (sizes[at] ?? 0) + 1;
      },
      onclosetag(name) {
        depth -= 1;
        if (isList(name)) open.pop();
      },
    },
    options,
  );
  for (const piece of pieces) parser.write(piece);
  parser.end();
  return sizes;
}
