import { beforeAll, describe, expect, test } from '@jest/globals';
import { readProgress } from '../../services/progress/read-progress.js';
import { buildStudent, buildTopic } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';

const services = useTestServices();
const ROWS = 100_000;
let userId: string;
beforeAll(async () => {
  userId = (await buildStudent(services.db)).id;
  const { id: topicId } = await buildTopic(services.db);
  const inAYear = `now() - random() * interval '365 days'`;
  await services.db.raw(
    `INSERT INTO topic_answers (user_id, cause, topic_id, kind, is_right, answered_at)
     SELECT :userId, 'made:' || n, :topicId, 'review', random() < 0.7, ${inAYear} FROM generate_series(1, ${ROWS}) AS n`,
    { userId, topicId },
  );
  await services.db.raw(
    `INSERT INTO xp_logs (id, user_id, cause, kind, requested, granted, study_day, time_zone, day_starts_at, earned_at,
       counted)
     SELECT gen_random_uuid(), :userId, 'made:' || n, 'review', 2, 2, CAST(at AS date), 'UTC', 4, at, '{"reviewsDone": 1}'
     FROM (SELECT n, ${inAYear} AS at FROM generate_series(1, ${ROWS}) AS n) AS made`,
    { userId },
  );
  await services.db.raw('VACUUM ANALYZE topic_answers, xp_logs');
});

/** Every plan that a read of the progress makes. */
async function plansOf(days: number, explain = 'EXPLAIN'): Promise<string[]> {
  const seen: { sql: string; bindings: unknown[] }[] = [];
  const note = ({ sql, bindings }: { sql: string; bindings?: unknown[] }) => {
    if (/^\s*select/i.test(sql)) seen.push({ sql, bindings: bindings ?? [] });
  };
  services.db.on('query', note);
  await readProgress(services, { userId, days });
  services.db.off('query', note);
  const connection = await services.db.client.acquireConnection();
  try {
    // Of one student alone a scan of the whole table would be as good.
    await connection.query('SET enable_seqscan = off');
    const plans: string[] = [];
    for (const { sql, bindings } of seen) {
      const { rows } = await connection.query(`${explain} ${sql}`, bindings);
      plans.push(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  } finally {
    await connection.query('RESET enable_seqscan');
    await services.db.client.releaseConnection(connection);
  }
}

describe('the progress of somebody with a year of 100,000 answers', () => {
  test.each([14, 90])('of %i days reads what it needs by index', async (days) => {
    const plans = await plansOf(days);
    expect(plans.length).toBeGreaterThan(8);
    expect(plans.filter((plan) => /Seq Scan on (topic_answers|xp_logs|study_minutes)/.test(plan))).toEqual([]);
    expect(plans.join('\n')).toMatch(/using topic_answers_by_time[\s\S]*answered_at >=/);
    expect(plans.join('\n')).toMatch(/(using|on) xp_logs_day[\s\S]*study_day >=/);
  });

  test('of 90 days reads no row of the days before', async () => {
    const plans = await plansOf(90, 'EXPLAIN ANALYZE');
    const rows = [...plans.join('\n').matchAll(/actual time=\S+ rows=(\d+)/g)].map(([, count]) => Number(count));
    expect(rows.length).toBeGreaterThan(20);
    expect(Math.max(...rows)).toBeLessThan((ROWS * 100) / 365);
  });
});
