import type { Knex } from 'knex';
import { arrange } from '../../domain/quizzes/arrange.js';
import type { QuestionForm, QuestionKey } from '../../domain/quizzes/question.js';
import type { Figures } from '../benchmark.js';
import { printTable, printTarget } from '../report.js';
import { rounded } from '../statistics.js';

/** Attempts whose orders are looked at. */
const ATTEMPTS = 500;

/** What chi squared does not exceed by chance in 999 of 1,000 cases, by degrees of freedom from 1. */
const LIMITS = [10.83, 13.82, 16.27, 18.47, 20.52, 22.46, 24.32];

/**
 * At which place of how many the key stands: of every single choice of the bank, in the orders that attempts really
 * had by their stored seeds.
 */
export async function measurePositions(db: Knex): Promise<Figures> {
  const questions: { id: string; form: QuestionForm; key: QuestionKey }[] = await db('quiz_questions')
    .where({ kind: 'single-choice', retiredAt: null })
    .select('id', 'form', 'key');
  const seeds: string[] = await db('quiz_attempts').orderBy('id', 'desc').limit(ATTEMPTS).pluck('order_seed');
  const counts = new Map<number, number[]>();
  const rightOf = new Map(questions.map(({ id, key }) => [id, key.kind === 'single-choice' ? key.right : '']));
  for (const seed of seeds)
    for (const { id, form } of arrange(questions, seed)) {
      const options = form.kind === 'single-choice' ? form.options : [];
      const places = counts.get(options.length) ?? options.map(() => 0);
      const at = options.findIndex((option) => option.id === rightOf.get(id));
      places[at] = (places[at] ?? 0) + 1;
      counts.set(options.length, places);
    }
  const found = [...counts].sort(([a], [b]) => a - b).map(([options, places]) => ({ options, ...testOf(places) }));
  printTable(
    ['the key of single choices', 'seen', 'share at each place', 'chi squared', 'limit'],
    found.map(({ options, seen, shares, chiSquared, limit }) => [
      `of ${options}`,
      String(seen),
      shares.map((share) => `${(share * 100).toFixed(1)} %`).join(' '),
      String(chiSquared),
      String(limit),
    ]),
  );
  const isEven = found.every(({ chiSquared, limit }) => chiSquared <= limit);
  const withinTarget = printTarget('every place is as likely as any other', isEven);
  return { places: found, withinTarget };
}

function testOf(places: readonly number[]) {
  const seen = places.reduce((sum, count) => sum + count, 0);
  const expected = seen / places.length;
  const chiSquared = places.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return {
    ...{ seen, shares: places.map((count) => rounded(count / seen, 4)) },
    ...{ chiSquared: rounded(chiSquared, 2), limit: LIMITS[places.length - 2] ?? 0 },
  };
}
