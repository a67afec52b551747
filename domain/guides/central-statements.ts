import { cosine } from '../../lib/cosine.js';
import type { Statement } from './statements.js';
import { meanOf } from './vectors.js';

/** What a sentence loses by saying what was picked already, for each part of likeness. */
const SAMENESS = 0.3;
/** What the first sentence of a section gains over its last, and what others lose. */
const LEAD = 0.02;
const REFERS_BACK = 0.03;
const NO_SENTENCE = 0.03;

/** A statement with its vector. */
export interface PlacedStatement extends Statement {
  vector: readonly number[];
}

/**
 * The statements that say most of what all say: near the mean of all, far from each other (maximal marginal relevance;
 * Carbonell and Goldstein 1998). The first of a section count a little more, those that rest on others less.
 * @returns at most `max`, in their order
 */
export function centralStatements<T extends PlacedStatement>(statements: readonly T[], max: number): T[] {
  if (statements.length === 0) return [];
  const center = meanOf(statements.map(({ vector }) => vector));
  const merits = statements.map((statement, at) => {
    const lead = LEAD * (1 - at / statements.length);
    const against = (statement.refersBack ? REFERS_BACK : 0) + (statement.isWhole ? 0 : NO_SENTENCE);
    return cosine(statement.vector, center) + lead - against;
  });
  const sameness = statements.map(() => 0);
  const picked = new Set<number>();
  while (picked.size < Math.min(max, statements.length)) {
    let best: number | undefined;
    for (const at of statements.keys()) {
      if (!picked.has(at) && (best === undefined || worth(at) > worth(best))) best = at;
    }
    if (best === undefined) break;
    picked.add(best);
    for (const [at, { vector }] of statements.entries()) {
      sameness[at] = Math.max(sameness[at] ?? 0, cosine(vector, statements[best]?.vector ?? []));
    }
  }
  return statements.filter((_, at) => picked.has(at));

  function worth(at: number): number {
    return (merits[at] ?? 0) - SAMENESS * (sameness[at] ?? 0);
  }
}

/**
 * The most promising of many statements, by words alone: those whose words come again in the others.
 * @returns at most `max`, in their order
 */
export function promisingStatements<T extends Statement>(statements: readonly T[], max: number): T[] {
  if (statements.length <= max) return [...statements];
  const counts = new Map<string, number>();
  for (const { words } of statements) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weight = (word: string): number => {
    const count = counts.get(word) ?? 0;
    return Math.log(count) * Math.log(statements.length / count);
  };
  const ranked = statements
    .map((statement, at) => {
      const words = new Set(statement.words);
      const sum = [...words].reduce((total, word) => total + weight(word), 0);
      const merit = (sum / Math.sqrt(words.size)) * (statement.isWhole ? 1 : 0.5) * (statement.refersBack ? 0.5 : 1);
      return { at, merit };
    })
    .sort((a, b) => b.merit - a.merit || a.at - b.at);
  const kept = new Set(ranked.slice(0, max).map(({ at }) => at));
  return statements.filter((_, at) => kept.has(at));
}
