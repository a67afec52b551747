import type { Knex } from 'knex';

/** What each line of the ledger counts, so that counters can be made anew; and answers by the time they were given. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE xp_logs ADD COLUMN counted jsonb, ADD COLUMN subject_id uuid;
    COMMENT ON COLUMN xp_logs.counted IS
      'What it adds to the counters of user_stats; null for a milestone or a correction, which add nothing.';
    COMMENT ON COLUMN xp_logs.subject_id IS 'The subject of the catalog that was studied.';

    ALTER TABLE xp_logs DISABLE TRIGGER xp_logs_append_only;
    UPDATE xp_logs SET
      counted = CASE kind
        WHEN 'study' THEN jsonb_build_object('studyMinutes', requested)
        WHEN 'lesson' THEN '{"lessonsCompleted": 1}'
        WHEN 'question' THEN '{"questionsAnswered": 1}'
        WHEN 'review' THEN '{"reviewsDone": 1}'
        ELSE '{}' END,
      subject_id = (SELECT subject_id FROM topics WHERE id = CASE kind
        WHEN 'study' THEN (SELECT topic_id FROM study_sessions WHERE id = source_id)
        WHEN 'lesson' THEN (SELECT topic_id FROM lessons WHERE id = source_id)
        WHEN 'question' THEN (SELECT topic_id FROM questions WHERE id = source_id)
        WHEN 'review' THEN (SELECT topic_id FROM review_cards WHERE id = source_id) END)
    WHERE kind NOT IN ('milestone', 'correction');
    ALTER TABLE xp_logs ENABLE TRIGGER xp_logs_append_only;

    DROP INDEX xp_logs_day;
    CREATE INDEX xp_logs_day ON xp_logs (user_id, study_day) INCLUDE (kind, granted);
    CREATE INDEX topic_answers_by_time ON topic_answers (user_id, answered_at) INCLUDE (is_right);
  `);
}
