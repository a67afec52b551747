import type { Knex } from 'knex';

/** The bank of questions, quizzes made of it, and the attempts of students. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE quiz_questions (
      id uuid PRIMARY KEY,
      origin text NOT NULL,
      topic_id uuid NOT NULL REFERENCES topics ON DELETE RESTRICT,
      slug text NOT NULL,
      lesson_id uuid REFERENCES lessons ON DELETE SET NULL,
      kind text NOT NULL CHECK (kind IN
        ('single-choice', 'multiple-choice', 'true-false', 'numeric', 'short-text', 'ordering', 'matching')),
      difficulty text NOT NULL CHECK (difficulty IN ('easy', 'medium', 'hard')),
      stem text NOT NULL,
      form jsonb NOT NULL,
      key jsonb NOT NULL,
      explanation text NOT NULL,
      evidence jsonb NOT NULL,
      hash text NOT NULL,
      retired_at timestamptz,
      retired_for text CHECK (retired_for IN ('removed', 'changed', 'quality')),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT quiz_questions_retired_check CHECK ((retired_at IS NULL) = (retired_for IS NULL)),
      CONSTRAINT quiz_questions_one_kind_check CHECK (form ->> 'kind' = kind AND key ->> 'kind' = kind)
    );
    CREATE UNIQUE INDEX quiz_questions_offered ON quiz_questions (topic_id, slug, origin) WHERE retired_at IS NULL;
    CREATE INDEX quiz_questions_versions ON quiz_questions (topic_id, slug, origin);
    CREATE INDEX quiz_questions_lesson_id ON quiz_questions (lesson_id);
    COMMENT ON TABLE quiz_questions IS
      'A question that was asked never changes: another text of it is another row, under the same origin, topic and slug.';
    COMMENT ON COLUMN quiz_questions.origin IS 'The folder of content it comes from, which alone may retire it.';
    COMMENT ON COLUMN quiz_questions.difficulty IS 'What its author takes it for; only to choose by.';
    COMMENT ON COLUMN quiz_questions.form IS 'What is shown beside the stem, such as options; in no telling order.';
    COMMENT ON COLUMN quiz_questions.key IS 'What is right; told only to who has handed the question in.';
    COMMENT ON COLUMN quiz_questions.evidence IS 'The section of the lesson, and the quote that stands in it.';
    COMMENT ON COLUMN quiz_questions.hash IS 'Of everything that its file says: another one means another text.';
    COMMENT ON COLUMN quiz_questions.retired_at IS 'Since when no quiz takes it; quizzes that have it keep it.';
    COMMENT ON COLUMN quiz_questions.retired_for IS
      'Its folder names it no more, another text took its place, or it was found to be bad: that alone is for good.';

    CREATE TABLE quizzes (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      topic_id uuid NOT NULL REFERENCES topics ON DELETE RESTRICT,
      lesson_id uuid REFERENCES lessons ON DELETE SET NULL,
      wished integer NOT NULL CHECK (wished > 0),
      kinds text[],
      difficulty text CHECK (difficulty IN ('easy', 'medium', 'hard')),
      time_limit_minutes integer CHECK (time_limit_minutes > 0),
      seed text NOT NULL,
      question_count integer CHECK (question_count BETWEEN 1 AND wished),
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled')),
      failure text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT quizzes_ready_check CHECK ((status = 'ready') = (question_count IS NOT NULL)),
      CONSTRAINT quizzes_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT quizzes_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT quizzes_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
    );
    CREATE INDEX quizzes_user_id ON quizzes (user_id, id DESC);
    CREATE INDEX quizzes_topic_id ON quizzes (topic_id);
    CREATE INDEX quizzes_lesson_id ON quizzes (lesson_id);
    CREATE INDEX quizzes_due ON quizzes (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE TRIGGER quizzes_finished AFTER UPDATE OF status ON quizzes FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('ready', 'failed', 'cancelled'))
      EXECUTE FUNCTION notify_run_finished();
    COMMENT ON COLUMN quizzes.wished IS 'How many questions were asked for; question_count says how many there are.';
    COMMENT ON COLUMN quizzes.kinds IS 'Kinds of question that were asked for; null for all.';
    COMMENT ON COLUMN quizzes.seed IS 'By which its questions were picked among equals.';

    CREATE TABLE quiz_items (
      quiz_id uuid NOT NULL REFERENCES quizzes ON DELETE CASCADE,
      position integer NOT NULL CHECK (position > 0),
      question_id uuid NOT NULL REFERENCES quiz_questions ON DELETE RESTRICT,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (quiz_id, position),
      UNIQUE (quiz_id, question_id)
    );
    CREATE INDEX quiz_items_question_id ON quiz_items (question_id);
    COMMENT ON TABLE quiz_items IS 'The questions of quizzes.';

    CREATE TABLE quiz_attempts (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      quiz_id uuid NOT NULL REFERENCES quizzes ON DELETE CASCADE,
      number integer NOT NULL CHECK (number > 0),
      order_seed text NOT NULL,
      started_at timestamptz NOT NULL,
      deadline timestamptz,
      closes_at timestamptz,
      paused_at timestamptz,
      paused_ms bigint NOT NULL DEFAULT 0 CHECK (paused_ms >= 0),
      ended_at timestamptz,
      ended_by text CHECK (ended_by IN ('student', 'deadline')),
      score double precision CHECK (score BETWEEN 0 AND 1),
      xp integer CHECK (xp >= 0),
      status text NOT NULL CHECK (status IN ('running', 'ended', 'cancelled')),
      failure text CHECK (failure IS NULL),
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (quiz_id, number),
      CONSTRAINT quiz_attempts_timed_check CHECK ((deadline IS NULL) = (workflow_id IS NULL)),
      CONSTRAINT quiz_attempts_paused_check CHECK (deadline IS NULL OR (paused_at IS NULL AND paused_ms = 0)),
      CONSTRAINT quiz_attempts_ended_check CHECK ((status = 'ended') = (ended_at IS NOT NULL)
        AND (status = 'ended') = (ended_by IS NOT NULL)
        AND (status = 'ended') = (score IS NOT NULL) AND (status = 'ended') = (xp IS NOT NULL)),
      CONSTRAINT quiz_attempts_finished_check CHECK ((status = 'running') = (finished_at IS NULL)),
      CONSTRAINT quiz_attempts_cleared_check
        CHECK (finished_at IS NULL OR (closes_at IS NULL AND paused_at IS NULL AND next_check_at IS NULL))
    );
    CREATE UNIQUE INDEX quiz_attempts_one_open ON quiz_attempts (quiz_id) WHERE status = 'running';
    CREATE INDEX quiz_attempts_due ON quiz_attempts (next_check_at) WHERE status = 'running';
    CREATE INDEX quiz_attempts_user_id ON quiz_attempts (user_id, id DESC);
    COMMENT ON COLUMN quiz_attempts.number IS 'Counts the attempts at a quiz; from the second on it is practice.';
    COMMENT ON COLUMN quiz_attempts.order_seed IS 'By which questions, options and items are put in order.';
    COMMENT ON COLUMN quiz_attempts.deadline IS 'Of a timed one, which alone has a timer.';
    COMMENT ON COLUMN quiz_attempts.closes_at IS 'When its timer ends it: five seconds after the deadline.';
    COMMENT ON COLUMN quiz_attempts.paused_ms IS 'How long it was paused, without the pause that goes on.';
    COMMENT ON COLUMN quiz_attempts.score IS 'The mean of the marks, 0 to 1.';
    COMMENT ON COLUMN quiz_attempts.xp IS 'What it brought, with a milestone that was reached by it.';

    CREATE TABLE quiz_answers (
      attempt_id uuid NOT NULL REFERENCES quiz_attempts ON DELETE CASCADE,
      question_id uuid NOT NULL REFERENCES quiz_questions ON DELETE RESTRICT,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      answer jsonb,
      revision integer NOT NULL DEFAULT 0,
      answered_at timestamptz,
      mark double precision CHECK (mark BETWEEN 0 AND 1),
      rule text,
      problem text,
      is_new boolean,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (attempt_id, question_id),
      CONSTRAINT quiz_answers_graded_check
        CHECK ((mark IS NULL) = (rule IS NULL) AND (mark IS NULL) = (is_new IS NULL))
    ) WITH (fillfactor = 80);
    CREATE INDEX quiz_answers_user_id ON quiz_answers (user_id, question_id);
    CREATE INDEX quiz_answers_question_id ON quiz_answers (question_id);
    COMMENT ON TABLE quiz_answers IS 'One row a question of an attempt, from its start on; graded when it ends.';
    COMMENT ON COLUMN quiz_answers.revision IS 'Counts the changes of the answer.';
    COMMENT ON COLUMN quiz_answers.rule IS 'By which it was graded.';
    COMMENT ON COLUMN quiz_answers.problem IS 'What was wrong with the form of the answer, such as a missing unit.';
    COMMENT ON COLUMN quiz_answers.is_new IS
      'Whether the student had handed this question in for the first time: only such bring XP and count for mastery.';

    CREATE TABLE question_reports (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      question_id uuid NOT NULL REFERENCES quiz_questions ON DELETE RESTRICT,
      reason text NOT NULL CHECK (reason IN ('wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'other')),
      text text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, question_id)
    );
    CREATE INDEX question_reports_question_id ON question_reports (question_id);

    ALTER TABLE topic_answers
      DROP CONSTRAINT topic_answers_kind_check,
      ADD CONSTRAINT topic_answers_kind_check CHECK (kind IN ('single-choice', 'multiple-choice', 'true-false',
        'numeric', 'short-text', 'ordering', 'matching', 'review')),
      DROP CONSTRAINT topic_answers_options_check,
      ADD CONSTRAINT topic_answers_options_check CHECK (
        (kind IN ('single-choice', 'multiple-choice', 'ordering', 'matching')) = (options IS NOT NULL)
        AND options > 1);
    COMMENT ON COLUMN topic_answers.options IS 'How many there were to choose from, to order or to match.';
  `);
}
