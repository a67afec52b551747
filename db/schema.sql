-- The schema that db/migrations make, for reading. Written by `npm run schema`; a test holds it against a database.

CREATE EXTENSION vector;

CREATE OR REPLACE FUNCTION add_board_month(board_term text, board_day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    DECLARE
      first_day date := date_trunc('month', board_day);
      name text := replace(board_term, '-', '_') || to_char(first_day, '_YYYY_MM');
    BEGIN
      IF board_term NOT IN ('days-7', 'days-35', 'weeks-53', 'always') THEN
        RAISE EXCEPTION 'no such term: %', board_term;
      END IF;
      IF to_regclass(format('boards.%I', name)) IS NOT NULL THEN RETURN; END IF;
      PERFORM pg_advisory_xact_lock(hashtextextended('leaderboard_entries', 0));
      EXECUTE format('CREATE TABLE IF NOT EXISTS boards.%I PARTITION OF leaderboard_entries FOR VALUES FROM (%L, %L) TO (%L, %L)',
        name, board_term, first_day, board_term, first_day + interval '1 month');
    END $function$;

CREATE OR REPLACE FUNCTION analyze_board_month(board_term text, board_day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    BEGIN
      EXECUTE format('ANALYZE boards.%I', replace(board_term, '-', '_') || to_char(board_day, '_YYYY_MM'));
    END $function$;

CREATE OR REPLACE FUNCTION count_pages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    BEGIN
      UPDATE materials AS m SET pages_done = m.pages_done + sign * c.done, pages_failed = m.pages_failed + sign * c.failed
      FROM (SELECT material_id, count(*) FILTER (WHERE status = 'done') AS done,
              count(*) FILTER (WHERE status = 'failed') AS failed
            FROM changed GROUP BY material_id) AS c
      WHERE m.id = c.material_id;
      RETURN NULL;
    END $function$;

CREATE OR REPLACE FUNCTION drop_board_months(board_term text, before date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    DECLARE
      month record;
      dropped integer := 0;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('leaderboard_entries', 0));
      FOR month IN
        SELECT c.relname AS name, to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' AS ends
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = CAST('leaderboard_entries' AS regclass)
          AND left(c.relname, -8) = replace(board_term, '-', '_')
      LOOP
        CONTINUE WHEN month.ends > before;
        EXECUTE format('DROP TABLE boards.%I', month.name);
        DELETE FROM leaderboards WHERE term = board_term AND day >= month.ends - interval '1 month' AND day < month.ends;
        dropped := dropped + 1;
      END LOOP;
      RETURN dropped;
    END $function$;

CREATE OR REPLACE FUNCTION forget_audit_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      NEW.reason := NULL;
      RETURN NEW;
    END $function$;

CREATE OR REPLACE FUNCTION notify_account_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      PERFORM pg_notify('account_changed', CASE WHEN TG_TABLE_NAME = 'users' THEN to_jsonb(OLD) ->> 'id'
                                                ELSE to_jsonb(OLD) ->> 'user_id' END);
      RETURN NULL;
    END $function$;

CREATE OR REPLACE FUNCTION notify_run_finished()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      PERFORM pg_notify('run_finished', NEW.id::text);
      RETURN NULL;
    END $function$;

CREATE OR REPLACE FUNCTION refuse_board_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      RAISE EXCEPTION 'boards are never changed';
    END $function$;

CREATE OR REPLACE FUNCTION refuse_ledger_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM users WHERE id = OLD.user_id AND status <> 'erased') THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'lines of the ledger are never changed';
    END $function$;

CREATE OR REPLACE FUNCTION stems_of(words text[], stemmer text)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'public', 'pg_temp'
AS $function$
      SELECT CASE WHEN stemmer IS NULL THEN words ELSE ARRAY(
        SELECT DISTINCT coalesce(nullif((ts_lexize(CAST(stemmer AS regdictionary), word))[1], ''), word)
        FROM unnest(words) AS word
      ) END
    $function$;

CREATE TABLE users (
  id                uuid        PRIMARY KEY,
  email             text        NOT NULL UNIQUE CHECK (email = lower(email)),
  password_hash     text,
  email_verified_at timestamptz,
  role              text        NOT NULL DEFAULT 'student' CHECK (role IN ('student', 'support', 'admin')),
  -- Erasing: the time of grace, which a login ends. Erased: everything is being removed.
  status            text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'erasing', 'erased')),
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER users_changed AFTER DELETE OR UPDATE OF email, email_verified_at, role, status ON users
  FOR EACH ROW
  EXECUTE FUNCTION notify_account_changed();

CREATE TABLE user_profiles (
  user_id          uuid        PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  display_name     text        NOT NULL,
  avatar_id        uuid,
  grade            text,
  locale           text        NOT NULL DEFAULT 'en',
  time_zone        text        NOT NULL DEFAULT 'UTC',
  board_visibility text        NOT NULL DEFAULT 'friends' CHECK (board_visibility IN ('everyone', 'friends', 'nobody')),
  -- Raised by every change: the ETag.
  version          integer     NOT NULL DEFAULT 1,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  -- Whoever has it may ask to be a friend; made when it is first read.
  friend_code      text        UNIQUE,
  -- Null until told, and then nobody sees the student but friends.
  age_band         text        CHECK (age_band IN ('under-13', '13-15', '16-or-older')),
  age_told_at      timestamptz,
  CONSTRAINT user_profiles_age_check CHECK ((age_band IS NULL) = (age_told_at IS NULL)),
  CONSTRAINT user_profiles_public_check CHECK (board_visibility <> 'everyone' OR age_band = '16-or-older')
);
CREATE TRIGGER user_profiles_changed AFTER UPDATE ON user_profiles
  FOR EACH ROW
  EXECUTE FUNCTION notify_account_changed();

CREATE TABLE user_preferences (
  user_id           uuid             PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  goals             text[]           NOT NULL DEFAULT '{}',
  daily_minutes     integer          CHECK (daily_minutes >= 5 AND daily_minutes <= 600),
  -- ISO weekdays: 1 is Monday.
  study_days        integer[]        NOT NULL DEFAULT '{}' CHECK (study_days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  style             text             CHECK (style IN ('reading', 'practice', 'mixed')),
  exam_date         date,
  created_at        timestamptz      NOT NULL DEFAULT now(),
  updated_at        timestamptz      NOT NULL DEFAULT now(),
  -- The hour at which a study day begins; what counts is in day_rules.
  day_starts_at     integer          NOT NULL DEFAULT 4 CHECK (day_starts_at >= 0 AND day_starts_at <= 6),
  -- Whether a mail tells, too, that the streak is at risk.
  streak_mails      boolean          NOT NULL DEFAULT false,
  -- With which probability a card is to be known on the day it is due.
  desired_retention double precision NOT NULL DEFAULT 0.9 CHECK (desired_retention >= 0.8 AND desired_retention <= 0.95),
  -- Whether the student takes part in leagues, once old enough.
  leagues           boolean          NOT NULL DEFAULT true
);

CREATE TABLE sessions (
  id           uuid        PRIMARY KEY,
  user_id      uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  user_agent   text        NOT NULL DEFAULT '',
  -- The caller's network address at the login.
  address      text        NOT NULL DEFAULT '',
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz NOT NULL DEFAULT now() + '30 days',
  revoked_at   timestamptz,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  -- Wrong passwords or logins at Google in a row, given to prove who asks.
  wrong_proofs integer     NOT NULL DEFAULT 0 CHECK (wrong_proofs >= 0)
);
CREATE INDEX sessions_user_id ON sessions (user_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);
CREATE INDEX sessions_revoked_at ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE TRIGGER sessions_revoked AFTER UPDATE OF revoked_at ON sessions
  FOR EACH ROW
  EXECUTE FUNCTION notify_account_changed();

-- All tokens of a session are one family: reuse revokes the session.
CREATE TABLE refresh_tokens (
  id         uuid        PRIMARY KEY,
  session_id uuid        NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
  token_hash bytea       NOT NULL UNIQUE,
  rotated_at timestamptz,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_expires_at ON refresh_tokens (expires_at);

-- Issuer and subject are the identity, never an e-mail.
CREATE TABLE oauth_identities (
  id         uuid        PRIMARY KEY,
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  issuer     text        NOT NULL,
  subject    text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (issuer, subject),
  UNIQUE (user_id, issuer)
);

CREATE TABLE one_time_codes (
  id         uuid        PRIMARY KEY,
  kind       text        NOT NULL CHECK (kind IN ('verify-email', 'reset-password', 'google-sign-in', 'google-id-token', 'unsubscribe')),
  code_hash  bytea       NOT NULL UNIQUE,
  -- Null for codes of logins that have no account yet.
  user_id    uuid        REFERENCES users(id) ON DELETE CASCADE,
  payload    jsonb,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX one_time_codes_user_id ON one_time_codes (user_id);
CREATE INDEX one_time_codes_expires_at ON one_time_codes (expires_at);

CREATE TABLE subjects (
  id          uuid        PRIMARY KEY,
  slug        text        NOT NULL UNIQUE,
  name        text        NOT NULL,
  description text        NOT NULL,
  position    integer     NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE topics (
  id         uuid        PRIMARY KEY,
  subject_id uuid        NOT NULL REFERENCES subjects(id) ON DELETE CASCADE,
  slug       text        NOT NULL,
  name       text        NOT NULL,
  summary    text        NOT NULL,
  position   integer     NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (subject_id, slug)
);

CREATE TABLE user_subjects (
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  subject_id uuid        NOT NULL REFERENCES subjects(id) ON DELETE CASCADE,
  -- The student's own order, from 1.
  position   integer     NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, subject_id)
);
CREATE INDEX user_subjects_subject_id ON user_subjects (subject_id);

CREATE TABLE materials (
  id                  uuid        PRIMARY KEY,
  owner_id            uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  title               text        NOT NULL,
  topic_id            uuid        REFERENCES topics(id) ON DELETE SET NULL,
  format              text        NOT NULL CHECK (format IN ('pdf', 'png', 'jpeg', 'tiff', 'webp', 'heic', 'avif', 'docx', 'pptx', 'odt', 'odp', 'rtf', 'epub', 'html', 'markdown', 'text', 'notebook', 'csv', 'tsv', 'xlsx', 'ods', 'srt', 'vtt', 'sbv')),
  bytes               bigint,
  sha256              text        CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  page_count          integer,
  status              text        NOT NULL CHECK (status IN ('uploading', 'queued', 'processing', 'ready', 'partial', 'failed', 'cancelled', 'deleting')),
  failure             text,
  phase               text        CHECK (phase IN ('reading', 'embedding')),
  phase_started_at    timestamptz,
  -- Of the run that may write now, and in its workflow's id; every retry raises it.
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text,
  -- When the reconciler looks whether a workflow is behind the row.
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  -- What its title adds to the words of its chunks (domain/text/search-words.ts).
  title_words         text[]      NOT NULL DEFAULT '{}',
  -- Of its rows in material_pages, which keep it.
  pages_done          integer     NOT NULL DEFAULT 0,
  -- Of its rows in material_pages, which keep it.
  pages_failed        integer     NOT NULL DEFAULT 0,
  -- Of its chunks, that of most of them first.
  languages           text[]      NOT NULL DEFAULT '{}',
  -- How many of the pictures on its pages its run reads, in their order; null before the document is opened
  picture_limit       integer     CHECK (picture_limit >= 0),
  -- Of its pages that are done those whose text is wholly in chunks; kept while it is being read.
  pages_chunked       integer     NOT NULL DEFAULT 0,
  CONSTRAINT materials_stored_check CHECK (status = 'uploading' OR sha256 IS NOT NULL AND bytes IS NOT NULL AND workflow_id IS NOT NULL),
  CONSTRAINT materials_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT materials_finished_check CHECK ((status IN ('uploading', 'queued', 'processing', 'deleting')) = (finished_at IS NULL)),
  CONSTRAINT materials_cleared_check CHECK (finished_at IS NULL OR phase IS NULL AND next_check_at IS NULL)
);
CREATE INDEX materials_owner_id ON materials (owner_id, id DESC);
CREATE UNIQUE INDEX materials_one_living_copy ON materials (owner_id, sha256) WHERE status IN ('queued', 'processing', 'ready', 'partial');
CREATE INDEX materials_topic_id ON materials (topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX materials_due ON materials (next_check_at) WHERE status IN ('queued', 'processing');
CREATE INDEX materials_deleting_due ON materials (next_check_at) WHERE status = 'deleting';
CREATE INDEX materials_uploading ON materials (created_at) WHERE status = 'uploading';
CREATE INDEX materials_searchable ON materials (id DESC) WHERE status IN ('ready', 'partial');
CREATE TRIGGER materials_finished AFTER UPDATE OF status ON materials
  FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status AND (new.status IN ('ready', 'partial', 'failed', 'cancelled', 'deleting')))
  EXECUTE FUNCTION notify_run_finished();

CREATE TABLE material_pages (
  material_id     uuid        NOT NULL REFERENCES materials(id) ON DELETE CASCADE,
  page_no         integer     NOT NULL CHECK (page_no > 0),
  run_no          integer     NOT NULL,
  status          text        NOT NULL CHECK (status IN ('done', 'failed')),
  method          text        CHECK (method IN ('text', 'ocr', 'blank')),
  text            text        NOT NULL DEFAULT '',
  confidence      real        CHECK (confidence >= 0 AND confidence <= 1),
  -- The page's text without running headers and footers, in UTF-16 units; null where all of it counts.
  body_start      integer     CHECK (body_start >= 0),
  body_end        integer,
  failure         text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  -- What the page is called where that says more than page_no: the number that a PDF prints on it, such as iv, a sheet's name, the time that a page of subtitles takes
  label           text        CHECK (char_length(label) >= 1 AND char_length(label) <= 40),
  -- BCP 47, by what stands on it; of a page that could not be read since its language is not installed, that; null where it is not told.
  language        text        CHECK (char_length(language) >= 2 AND char_length(language) <= 35),
  -- Pictures on the page that were read by OCR, with text or without
  pictures_read   integer     NOT NULL DEFAULT 0 CHECK (pictures_read >= 0),
  -- Pictures on the page that could not be read, or were too many
  pictures_unread integer     NOT NULL DEFAULT 0 CHECK (pictures_unread >= 0),
  PRIMARY KEY (material_id, page_no),
  CONSTRAINT material_pages_check CHECK (body_end >= body_start),
  CONSTRAINT material_pages_method_if_done_check CHECK ((status = 'done') = (method IS NOT NULL)),
  CONSTRAINT material_pages_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT material_pages_body_check CHECK ((body_start IS NULL) = (body_end IS NULL))
);
CREATE TRIGGER material_pages_added AFTER INSERT ON material_pages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION count_pages();
CREATE TRIGGER material_pages_removed AFTER DELETE ON material_pages REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION count_pages();

CREATE TABLE material_chunks (
  id           uuid        PRIMARY KEY,
  material_id  uuid        NOT NULL REFERENCES materials(id) ON DELETE CASCADE,
  owner_id     uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  ord          integer     NOT NULL,
  page_from    integer     NOT NULL,
  page_to      integer     NOT NULL,
  start_offset integer     NOT NULL,
  end_offset   integer     NOT NULL,
  text         text        NOT NULL,
  -- Finds candidates only, within one owner; the texts are compared as well.
  text_hash    text        GENERATED ALWAYS AS (md5(text)) STORED,
  heading_path text[]      NOT NULL DEFAULT '{}',
  -- An estimate.
  tokens       integer     CHECK (tokens >= 0),
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  -- The head row of the table that the chunk begins within. It is embedded and searched with the text, and is no part of it.
  table_head   text,
  -- Of the page that it begins on; its words are searched without the endings of this language.
  language     text        CHECK (char_length(language) >= 2 AND char_length(language) <= 35),
  UNIQUE (material_id, ord),
  CONSTRAINT material_chunks_check CHECK (page_to >= page_from)
);
CREATE INDEX material_chunks_owner ON material_chunks (owner_id, material_id);
CREATE INDEX material_chunks_owner_text ON material_chunks (owner_id, text_hash);

-- What a search reads of every chunk of an owner, without the texts. MAIN storage and the toast target keep it within the row, uncompressed: unpacking took longer than comparing.
CREATE TABLE chunk_vectors (
  chunk_id    uuid                  NOT NULL REFERENCES material_chunks(id) ON DELETE CASCADE,
  -- none: the words alone, as long as a chunk has no vector, and for good where there is no encoder.
  model       text                  NOT NULL,
  material_id uuid                  NOT NULL REFERENCES materials(id) ON DELETE CASCADE,
  owner_id    uuid                  NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  -- False for the vectors of a model that a material is moving to.
  searchable  boolean               NOT NULL DEFAULT true,
  -- Unit length, 16-bit floats; one dimension for each model.
  embedding   halfvec STORAGE MAIN,
  -- The words of the chunk (domain/text/search-words.ts).
  search      tsvector STORAGE MAIN NOT NULL,
  created_at  timestamptz           NOT NULL DEFAULT now(),
  -- Words that only the headings above the chunk have.
  headings    tsvector STORAGE MAIN NOT NULL DEFAULT ''::tsvector,
  PRIMARY KEY (chunk_id, model),
  CONSTRAINT chunk_vectors_none_check CHECK ((model = 'none') = (embedding IS NULL))
) WITH (toast_tuple_target=8160);
CREATE INDEX chunk_vectors_owner ON chunk_vectors (owner_id, model) WHERE searchable;
CREATE INDEX chunk_vectors_material ON chunk_vectors (material_id, model);
CREATE UNIQUE INDEX chunk_vectors_one_searched ON chunk_vectors (chunk_id) WHERE searchable;

-- Materials whose chunks move to the vectors of another model.
CREATE TABLE reembeddings (
  id                  uuid        PRIMARY KEY,
  material_id         uuid        NOT NULL UNIQUE REFERENCES materials(id) ON DELETE CASCADE,
  user_id             uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  -- The model that its vectors are to be of; they are searched once all are there.
  model               text        NOT NULL,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'done', 'failed', 'cancelled')),
  failure             text,
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT reembeddings_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT reembeddings_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT reembeddings_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
);
CREATE INDEX reembeddings_user_id ON reembeddings (user_id);
CREATE INDEX reembeddings_due ON reembeddings (next_check_at) WHERE status IN ('queued', 'processing');

-- Pages that runs were going to read; it outlives materials, so that deleting one gives no pages back.
CREATE TABLE page_admissions (
  material_id uuid        NOT NULL,
  run_no      integer     NOT NULL,
  user_id     uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  pages       integer     NOT NULL CHECK (pages >= 0),
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (material_id, run_no)
);
CREATE INDEX page_admissions_user_id ON page_admissions (user_id, created_at);
CREATE INDEX page_admissions_created_at ON page_admissions (created_at);

CREATE TABLE threads (
  id         uuid        PRIMARY KEY,
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX threads_user_id ON threads (user_id, id DESC);

CREATE TABLE questions (
  id                  uuid        PRIMARY KEY,
  thread_id           uuid        NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
  user_id             uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  question            text        NOT NULL,
  has_image           boolean     NOT NULL DEFAULT false,
  -- What was read in the image of the problem.
  image_text          text,
  -- Where to look; empty means everywhere the student may read.
  material_ids        uuid[]      NOT NULL DEFAULT '{}',
  topic_id            uuid        REFERENCES topics(id) ON DELETE SET NULL,
  page_from           integer     CHECK (page_from > 0),
  page_to             integer,
  general_allowed     boolean     NOT NULL DEFAULT false,
  -- Of a question that needs nothing said before: what is asked, and where it is looked for.
  question_hash       text,
  repeated_of         uuid        REFERENCES questions(id) ON DELETE SET NULL,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'answered', 'abstained', 'failed', 'cancelled')),
  failure             text,
  phase               text        CHECK (phase IN ('reading-image', 'retrieving', 'answering', 'checking')),
  -- What was drafted and is still to be checked; only while the work goes on.
  draft               jsonb,
  grounding           text        CHECK (grounding IN ('materials', 'lessons', 'general')),
  answer              text,
  steps               text[]      NOT NULL DEFAULT '{}',
  key_points          text[]      NOT NULL DEFAULT '{}',
  follow_ups          text[]      NOT NULL DEFAULT '{}',
  confidence          real        CHECK (confidence >= 0 AND confidence <= 1),
  provider            text,
  model               text,
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  -- BCP 47, by its words; null where they do not tell.
  question_language   text,
  -- BCP 47, by its words; null where they do not tell.
  answer_language     text,
  -- Whether lessons may answer what no material does.
  lessons_allowed     boolean     NOT NULL DEFAULT false,
  -- The lesson to look in; null for those of the topic, or all.
  lesson_id           uuid        REFERENCES lessons(id) ON DELETE SET NULL,
  -- How far materials in scope were that were still being read when they were searched (domain/text/searched-part.ts).
  partly_searched     jsonb       NOT NULL DEFAULT '[]',
  CONSTRAINT questions_check CHECK (page_to >= page_from),
  CONSTRAINT questions_pages_check CHECK ((page_from IS NULL) = (page_to IS NULL)),
  CONSTRAINT questions_answer_check CHECK ((status = 'answered') = (answer IS NOT NULL)),
  CONSTRAINT questions_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT questions_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT questions_cleared_check CHECK (finished_at IS NULL OR phase IS NULL AND draft IS NULL AND next_check_at IS NULL)
);
CREATE INDEX questions_thread_id ON questions (thread_id, id);
CREATE INDEX questions_asked_before ON questions (user_id, question_hash, finished_at);
CREATE INDEX questions_topic_id ON questions (topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX questions_repeated_of ON questions (repeated_of) WHERE repeated_of IS NOT NULL;
CREATE INDEX questions_due ON questions (next_check_at) WHERE status IN ('queued', 'processing');
CREATE INDEX questions_lesson_id ON questions (lesson_id) WHERE lesson_id IS NOT NULL;
CREATE INDEX questions_latest ON questions (user_id, id DESC);
CREATE TRIGGER questions_finished AFTER UPDATE OF status ON questions
  FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status AND (new.status IN ('answered', 'abstained', 'failed', 'cancelled')))
  EXECUTE FUNCTION notify_run_finished();

CREATE TABLE citations (
  id             uuid        PRIMARY KEY,
  question_id    uuid        NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
  ord            integer     NOT NULL,
  -- Nearest: a passage offered where nothing answered.
  kind           text        NOT NULL DEFAULT 'cited' CHECK (kind IN ('cited', 'nearest')),
  material_id    uuid        REFERENCES materials(id) ON DELETE SET NULL,
  page_no        integer,
  quote          text        NOT NULL,
  start_offset   integer     NOT NULL,
  end_offset     integer     NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  lesson_id      uuid        REFERENCES lessons(id) ON DELETE SET NULL,
  -- As it was when it was quoted; null for a quote of a page.
  lesson_title   text,
  lesson_section text,
  -- Of the text in which the quote stands.
  lesson_hash    text,
  -- The label of the page when it was quoted
  page_label     text        CHECK (char_length(page_label) >= 1 AND char_length(page_label) <= 40),
  -- The headings above the quote, from the highest down; null where pages are those of print
  heading_path   text[],
  -- Of the paragraphs below the last of these headings, from 1; null where pages are those of print
  paragraph_no   integer     CHECK (paragraph_no > 0),
  UNIQUE (question_id, ord),
  CONSTRAINT citations_check CHECK (end_offset > start_offset),
  CONSTRAINT citations_source_check CHECK ((page_no IS NULL) = (lesson_title IS NOT NULL) AND (lesson_title IS NULL) = (lesson_hash IS NULL) AND (lesson_title IS NOT NULL OR lesson_id IS NULL AND lesson_section IS NULL) AND (material_id IS NULL OR page_no IS NOT NULL))
);
CREATE INDEX citations_material_id ON citations (material_id);
CREATE INDEX citations_lesson_id ON citations (lesson_id) WHERE lesson_id IS NOT NULL;

CREATE TABLE question_feedback (
  question_id uuid        PRIMARY KEY REFERENCES questions(id) ON DELETE CASCADE,
  user_id     uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  verdict     text        NOT NULL CHECK (verdict IN ('helpful', 'wrong', 'unclear')),
  comment     text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX question_feedback_user_id ON question_feedback (user_id);

CREATE TABLE ai_budget (
  id           uuid        PRIMARY KEY,
  day          date        NOT NULL,
  -- Null for the budget of all students together.
  user_id      uuid        REFERENCES users(id) ON DELETE CASCADE,
  -- Micro-dollars: the cost of settled calls and what calls under way may cost.
  spent_micros bigint      NOT NULL CHECK (spent_micros >= 0),
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  -- Tokens of settled calls to models without a price, and what calls to them under way may use.
  spent_tokens bigint      NOT NULL DEFAULT 0 CHECK (spent_tokens >= 0),
  UNIQUE NULLS NOT DISTINCT (day, user_id)
) WITH (fillfactor=50);
CREATE INDEX ai_budget_user_id ON ai_budget (user_id);

CREATE TABLE ai_usage (
  id              uuid        PRIMARY KEY,
  user_id         uuid        REFERENCES users(id) ON DELETE SET NULL,
  resource_id     uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('chat', 'embedding')),
  model           text        NOT NULL,
  day             date        NOT NULL,
  reserved_micros bigint      NOT NULL CHECK (reserved_micros >= 0),
  input_tokens    integer,
  output_tokens   integer,
  cost_micros     bigint      CHECK (cost_micros >= 0),
  -- Null while the call runs, and for good where nobody saw its end: it counts as reserved.
  settled_at      timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  -- Of a model without a price; for others money was reserved.
  reserved_tokens bigint      NOT NULL DEFAULT 0 CHECK (reserved_tokens >= 0),
  CONSTRAINT ai_usage_settled_check CHECK ((settled_at IS NULL) = (cost_micros IS NULL))
);
CREATE INDEX ai_usage_user_id ON ai_usage (user_id, id);
CREATE INDEX ai_usage_day ON ai_usage (day);

CREATE TABLE exports (
  id                  uuid        PRIMARY KEY,
  user_id             uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  bytes               bigint,
  -- Which try at writing the file is the one that counts.
  write_no            integer     NOT NULL DEFAULT 0,
  -- Until when the file is kept; also set where a try that came to nothing may have left some of it.
  expires_at          timestamptz,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled', 'expired')),
  failure             text,
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT exports_file_check CHECK ((status NOT IN ('ready', 'expired')) OR bytes IS NOT NULL AND expires_at IS NOT NULL),
  CONSTRAINT exports_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT exports_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT exports_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
);
CREATE INDEX exports_user_id ON exports (user_id, id DESC);
CREATE UNIQUE INDEX exports_one_open ON exports (user_id) WHERE status IN ('queued', 'processing');
CREATE INDEX exports_due ON exports (next_check_at) WHERE status IN ('queued', 'processing');
CREATE INDEX exports_expiring ON exports (expires_at) WHERE status IN ('ready', 'failed', 'cancelled');
CREATE INDEX exports_finished_at ON exports (finished_at) WHERE finished_at IS NOT NULL;
CREATE TRIGGER exports_finished AFTER UPDATE OF status ON exports
  FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status AND (new.status IN ('ready', 'failed', 'cancelled')))
  EXECUTE FUNCTION notify_run_finished();

-- A finished row is the receipt: it says what was removed, and not whose it was.
CREATE TABLE erasures (
  id                  uuid        PRIMARY KEY,
  user_id             uuid        REFERENCES users(id) ON DELETE SET NULL,
  erase_at            timestamptz NOT NULL,
  receipt             jsonb,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'done', 'cancelled')),
  failure             text,
  phase               text        DEFAULT 'grace' CHECK (phase IN ('grace', 'removing')),
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT erasures_receipt_check CHECK (status <> 'done' OR user_id IS NULL AND receipt IS NOT NULL),
  CONSTRAINT erasures_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT erasures_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT erasures_phase_if_open_check CHECK ((phase IS NULL) = (finished_at IS NOT NULL)),
  CONSTRAINT erasures_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
);
CREATE UNIQUE INDEX erasures_one_open ON erasures (user_id) WHERE status IN ('queued', 'processing');
CREATE INDEX erasures_user_id ON erasures (user_id);
CREATE INDEX erasures_due ON erasures (next_check_at) WHERE status IN ('queued', 'processing');

CREATE TABLE mails (
  id                  uuid        PRIMARY KEY,
  user_id             uuid        REFERENCES users(id) ON DELETE CASCADE,
  kind                text        NOT NULL,
  -- Typed by somebody who may have no account; the worker looks the account up, so that asking takes the same time for all.
  recipient_address   text,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'sent', 'skipped', 'failed', 'cancelled')),
  failure             text,
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  -- Whose receipt the mail names.
  erasure_id          uuid        REFERENCES erasures(id) ON DELETE SET NULL,
  CONSTRAINT mails_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT mails_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT mails_cleared_check CHECK (finished_at IS NULL OR recipient_address IS NULL AND next_check_at IS NULL)
);
CREATE INDEX mails_user_id ON mails (user_id, id DESC);
CREATE INDEX mails_due ON mails (next_check_at) WHERE status IN ('queued', 'processing');
CREATE INDEX mails_finished_at ON mails (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX mails_erasure_id ON mails (erasure_id) WHERE erasure_id IS NOT NULL;

-- Requests that a client may repeat safely (the Idempotency-Key header).
CREATE TABLE idempotency_keys (
  user_id      uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  route        text        NOT NULL,
  key          text        NOT NULL,
  fingerprint  text,
  lease_id     uuid        NOT NULL,
  leased_until timestamptz NOT NULL,
  -- What the first request made; null while it runs.
  resource_id  uuid,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, route, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

CREATE TABLE audit_log (
  id         uuid        PRIMARY KEY,
  action     text        NOT NULL,
  actor_kind text        NOT NULL CHECK (actor_kind IN ('user', 'command', 'system')),
  actor_id   uuid        REFERENCES users(id) ON DELETE SET NULL,
  -- Whom it concerns.
  subject_id uuid        REFERENCES users(id) ON DELETE SET NULL,
  details    jsonb       NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- Given by support. It may tell of the person, and goes with them.
  reason     text        CHECK (length(reason) >= 1 AND length(reason) <= 500)
);
CREATE INDEX audit_log_actor_id ON audit_log (actor_id);
CREATE INDEX audit_log_subject_id ON audit_log (subject_id, id DESC);
CREATE INDEX audit_log_old_reasons ON audit_log (created_at) WHERE subject_id IS NULL AND reason IS NOT NULL;
CREATE TRIGGER audit_log_forget_reason BEFORE UPDATE OF subject_id ON audit_log
  FOR EACH ROW WHEN (old.subject_id IS NOT NULL AND new.subject_id IS NULL)
  EXECUTE FUNCTION forget_audit_reason();

CREATE TABLE guides (
  -- The material's: each has one guide at most.
  id                  uuid        PRIMARY KEY REFERENCES materials(id) ON DELETE CASCADE,
  user_id             uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled')),
  failure             text,
  -- What was drafted and is still to be checked; only while the work goes on.
  draft               jsonb,
  -- Its outline, summary, key terms and questions, each sentence with its quotes; while it is made anew, that of before.
  content             jsonb,
  provider            text,
  model               text,
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT guides_content_check CHECK (status <> 'ready' OR content IS NOT NULL),
  CONSTRAINT guides_provider_check CHECK (content IS NULL OR provider IS NOT NULL AND model IS NOT NULL),
  CONSTRAINT guides_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT guides_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT guides_cleared_check CHECK (finished_at IS NULL OR draft IS NULL AND next_check_at IS NULL)
);
CREATE INDEX guides_user_id ON guides (user_id);
CREATE INDEX guides_due ON guides (next_check_at) WHERE status IN ('queued', 'processing');
CREATE TRIGGER guides_finished AFTER UPDATE OF status ON guides
  FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status AND (new.status IN ('ready', 'failed', 'cancelled')))
  EXECUTE FUNCTION notify_run_finished();

-- By what a student's study days are told, and since when. One without rows has the profile's zone and the preferences' hour for all time.
CREATE TABLE day_rules (
  user_id       uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  starts_at     timestamptz NOT NULL,
  time_zone     text        NOT NULL,
  day_starts_at integer     NOT NULL CHECK (day_starts_at >= 0 AND day_starts_at <= 6),
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, starts_at)
);

-- The ledger: what each student was given, and for what. Lines are never changed.
CREATE TABLE xp_logs (
  id            uuid        PRIMARY KEY,
  user_id       uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  -- The natural key of what it was given for: nothing is credited twice.
  cause         text        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('study', 'lesson', 'quiz', 'question', 'review', 'milestone', 'correction')),
  -- What it links to: a question, a quiz attempt, a lesson.
  source_id     uuid,
  requested     integer     NOT NULL,
  -- Less than requested where the day's cap was reached.
  granted       integer     NOT NULL,
  study_day     date        NOT NULL,
  time_zone     text        NOT NULL,
  day_starts_at integer     NOT NULL,
  earned_at     timestamptz NOT NULL,
  -- When the line was written, by the clock and not by the transaction's beginning.
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- What it adds to the counters of user_stats; null for a milestone or a correction, which add nothing.
  counted       jsonb,
  -- The subject of the catalog that was studied.
  subject_id    uuid,
  UNIQUE (user_id, cause),
  CONSTRAINT xp_logs_granted_check CHECK (kind = 'correction' OR granted >= 0 AND granted <= requested)
);
CREATE INDEX xp_logs_user_id ON xp_logs (user_id, id DESC);
CREATE INDEX xp_logs_day ON xp_logs (user_id, study_day) INCLUDE (kind, granted);
CREATE INDEX xp_logs_week ON xp_logs (user_id, created_at) INCLUDE (granted);
CREATE TRIGGER xp_logs_append_only BEFORE DELETE OR UPDATE ON xp_logs
  FOR EACH ROW
  EXECUTE FUNCTION refuse_ledger_change();

-- The sum of a student's ledger, kept with it; npm run rebuild -- xp makes it anew.
CREATE TABLE user_levels (
  user_id    uuid        PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  xp         integer     NOT NULL DEFAULT 0,
  level      integer     NOT NULL DEFAULT 1 CHECK (level >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_stats (
  user_id    uuid        PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  -- Raised by every write that changes what a student sees of the game.
  version    bigint      NOT NULL DEFAULT 0,
  -- Counters of what was done (domain/game/stats.ts); one that is not there is 0.
  stats      jsonb       NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_achievements (
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  key        text        NOT NULL,
  earned_at  timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);

-- A student's streak; its id is the user's. Whoever writes anything of a student's game holds this row.
CREATE TABLE streaks (
  id                  uuid        PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  -- Days studied in a row; frozen, paused and excused days are not counted.
  length              integer     NOT NULL DEFAULT 0 CHECK (length >= 0),
  started_on          date,
  longest             integer     NOT NULL DEFAULT 0 CHECK (longest >= 0),
  freezes             integer     NOT NULL DEFAULT 0 CHECK (freezes >= 0 AND freezes <= 2),
  -- Studied days towards the next freeze; they wait while two are held.
  since_freeze        integer     NOT NULL DEFAULT 0 CHECK (since_freeze >= 0 AND since_freeze <= 6),
  -- The last study day that was judged; today only once it is studied.
  through             date,
  -- The last study day of which it was told that the streak is at risk.
  warned_on           date,
  -- When its timer looks at it next.
  wake_at             timestamptz,
  -- The release of the time-zone data that wake_at was computed by.
  zone_data           text,
  status              text        NOT NULL CHECK (status IN ('running', 'ended', 'cancelled')),
  failure             text        CHECK (failure IS NULL),
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT streaks_finished_check CHECK ((status = 'running') = (finished_at IS NULL)),
  CONSTRAINT streaks_cleared_check CHECK (finished_at IS NULL OR wake_at IS NULL AND next_check_at IS NULL)
);
CREATE INDEX streaks_due ON streaks (next_check_at) WHERE status = 'running';
CREATE INDEX streaks_wake_at ON streaks (wake_at) WHERE status = 'running';

-- How each study day was judged; days without a row are outside of any streak.
CREATE TABLE streak_days (
  user_id       uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  day           date        NOT NULL,
  outcome       text        NOT NULL CHECK (outcome IN ('studied', 'frozen', 'paused', 'excused', 'missed')),
  time_zone     text        NOT NULL,
  day_starts_at integer     NOT NULL,
  starts_at     timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,
  -- Whether something was credited on it, also where a pause kept it from counting.
  studied       boolean     NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, day),
  CONSTRAINT streak_days_studied_check CHECK (outcome <> 'studied' OR studied)
);

-- Days on which a streak neither grows nor breaks, as announced by the student.
CREATE TABLE streak_pauses (
  id         uuid        PRIMARY KEY,
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  first_day  date        NOT NULL,
  last_day   date        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT streak_pauses_days_check CHECK (first_day <= last_day)
);
CREATE INDEX streak_pauses_user_id ON streak_pauses (user_id, first_day);

CREATE TABLE notices (
  id         uuid        PRIMARY KEY,
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  kind       text        NOT NULL,
  -- What of its kind it is about: a later one about the same takes its place.
  topic      text        NOT NULL,
  -- What its text is made of when it is read.
  facts      jsonb       NOT NULL,
  seen_at    timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, kind, topic)
);
CREATE INDEX notices_unseen ON notices (user_id, id DESC) WHERE seen_at IS NULL;
CREATE INDEX notices_seen ON notices (user_id, id DESC) WHERE seen_at IS NOT NULL;
CREATE INDEX notices_created_at ON notices (created_at);

-- What is learned before a topic; without a circle.
CREATE TABLE topic_prerequisites (
  topic_id        uuid        NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
  prerequisite_id uuid        NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic_id, prerequisite_id),
  CONSTRAINT topic_prerequisites_other_check CHECK (topic_id <> prerequisite_id)
);
CREATE INDEX topic_prerequisites_prerequisite_id ON topic_prerequisites (prerequisite_id);

CREATE TABLE lessons (
  id           uuid        PRIMARY KEY,
  topic_id     uuid        NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
  slug         text        NOT NULL,
  title        text        NOT NULL,
  minutes      integer     NOT NULL CHECK (minutes > 0),
  position     integer     NOT NULL,
  objectives   text[]      NOT NULL,
  key_points   jsonb       NOT NULL,
  sources      jsonb       NOT NULL,
  -- Markdown, with formulas in TeX.
  body         text        NOT NULL,
  -- SVG by the name under which the body shows it.
  figures      jsonb       NOT NULL DEFAULT '{}',
  -- Of everything that its file says: another one means another text.
  hash         text        NOT NULL,
  -- The folder of content it comes from, which alone may retire it.
  origin       text        NOT NULL,
  -- Since when it is offered no more; who had completed it has it completed.
  retired_at   timestamptz,
  search       tsvector    NOT NULL GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, title), 'A'::"char") || setweight(to_tsvector('english'::regconfig, body), 'C'::"char")) STORED,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  -- What it can be quoted with (domain/learning/lesson-text.ts).
  text         text        NOT NULL DEFAULT '',
  text_hash    text        NOT NULL GENERATED ALWAYS AS (md5(text)) STORED,
  -- What its title and topic add to the words of its chunks.
  title_words  text[]      NOT NULL DEFAULT '{}',
  -- Of the text that its chunks were cut from; where the text is another by now they are not searched.
  chunked_hash text,
  UNIQUE (topic_id, slug)
);
CREATE INDEX lessons_search ON lessons USING gin (search);

CREATE TABLE lesson_progress (
  user_id      uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  lesson_id    uuid        NOT NULL REFERENCES lessons(id) ON DELETE CASCADE,
  -- How far down the student has read, 0 to 1.
  position     real        NOT NULL DEFAULT 0 CHECK ("position" >= 0 AND "position" <= 1),
  started_at   timestamptz NOT NULL,
  completed_at timestamptz,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, lesson_id)
);
CREATE INDEX lesson_progress_lesson_id ON lesson_progress (lesson_id);

CREATE TABLE study_sessions (
  id                  uuid        PRIMARY KEY,
  user_id             uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  topic_id            uuid        REFERENCES topics(id) ON DELETE SET NULL,
  lesson_id           uuid        REFERENCES lessons(id) ON DELETE SET NULL,
  material_id         uuid        REFERENCES materials(id) ON DELETE SET NULL,
  mode                text        NOT NULL CHECK (mode IN ('free', 'block')),
  planned_minutes     integer     CHECK (planned_minutes > 0),
  started_at          timestamptz NOT NULL,
  -- On which it began.
  study_day           date        NOT NULL,
  -- Where that day ends; no change of rules moves it.
  day_ends_at         timestamptz NOT NULL,
  -- The end of a block's plan, or of the longest session.
  counts_until        timestamptz NOT NULL,
  last_beat_at        timestamptz NOT NULL,
  -- Whether the time since the last beat is a break.
  on_break            boolean     NOT NULL DEFAULT false,
  -- Counted until the last beat, on the study day on which it began.
  focus_ms            integer     NOT NULL DEFAULT 0 CHECK (focus_ms >= 0),
  -- The same, later than that day's end.
  focus_later_ms      integer     NOT NULL DEFAULT 0 CHECK (focus_later_ms >= 0),
  break_ms            integer     NOT NULL DEFAULT 0 CHECK (break_ms >= 0),
  break_later_ms      integer     NOT NULL DEFAULT 0 CHECK (break_later_ms >= 0),
  -- When it is closed if nothing more is heard.
  closes_at           timestamptz,
  -- When it was ended; of a forgotten one the last beat.
  ended_at            timestamptz,
  -- Whether a block was credited as it was planned.
  by_plan             boolean     NOT NULL DEFAULT false,
  status              text        NOT NULL CHECK (status IN ('running', 'ended', 'cancelled')),
  failure             text        CHECK (failure IS NULL),
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT study_sessions_block_check CHECK (mode <> 'block' OR planned_minutes IS NOT NULL),
  CONSTRAINT study_sessions_ended_check CHECK ((status = 'ended') = (ended_at IS NOT NULL)),
  CONSTRAINT study_sessions_finished_check CHECK ((status = 'running') = (finished_at IS NULL)),
  CONSTRAINT study_sessions_cleared_check CHECK (finished_at IS NULL OR closes_at IS NULL AND next_check_at IS NULL)
) WITH (fillfactor=80);
CREATE UNIQUE INDEX study_sessions_one_open ON study_sessions (user_id) WHERE status = 'running';
CREATE INDEX study_sessions_due ON study_sessions (next_check_at) WHERE status = 'running';
CREATE INDEX study_sessions_user_id ON study_sessions (user_id, id DESC);
CREATE INDEX study_sessions_by_plan ON study_sessions (user_id, study_day) WHERE by_plan;
CREATE INDEX study_sessions_topic_id ON study_sessions (topic_id);
CREATE INDEX study_sessions_lesson_id ON study_sessions (lesson_id);
CREATE INDEX study_sessions_material_id ON study_sessions (material_id);

-- What ended sessions are credited with, by study day.
CREATE TABLE study_minutes (
  session_id uuid        NOT NULL REFERENCES study_sessions(id) ON DELETE CASCADE,
  study_day  date        NOT NULL,
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  minutes    integer     NOT NULL CHECK (minutes > 0),
  -- What the minutes brought, with a milestone that was reached by them.
  xp         integer     NOT NULL CHECK (xp >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (session_id, study_day)
);
CREATE INDEX study_minutes_user_id ON study_minutes (user_id, study_day DESC);

CREATE TABLE topic_progress (
  user_id          uuid             NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  topic_id         uuid             NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
  -- The probability that the student knows the topic, by all of topic_answers.
  known            double precision NOT NULL CHECK (known >= 0 AND known <= 1),
  word             text             NOT NULL CHECK (word IN ('new', 'learning', 'familiar', 'mastered')),
  answers          integer          NOT NULL,
  right_answers    integer          NOT NULL,
  last_answered_at timestamptz,
  created_at       timestamptz      NOT NULL DEFAULT now(),
  updated_at       timestamptz      NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, topic_id),
  CONSTRAINT topic_progress_answers_check CHECK (right_answers >= 0 AND right_answers <= answers),
  CONSTRAINT topic_progress_new_check CHECK ((answers = 0) = (word = 'new') AND (answers = 0) = (last_answered_at IS NULL))
);
CREATE INDEX topic_progress_topic_id ON topic_progress (topic_id);

CREATE TABLE topic_answers (
  user_id     uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  -- The natural key of what was answered.
  cause       text        NOT NULL,
  topic_id    uuid        NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
  kind        text        NOT NULL CHECK (kind IN ('single-choice', 'multiple-choice', 'true-false', 'numeric', 'short-text', 'ordering', 'matching', 'review')),
  -- How many there were to choose from, to order or to match.
  options     integer,
  is_right    boolean     NOT NULL,
  answered_at timestamptz NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, cause),
  CONSTRAINT topic_answers_options_check CHECK ((kind IN ('single-choice', 'multiple-choice', 'ordering', 'matching')) = (options IS NOT NULL) AND options > 1)
);
CREATE INDEX topic_answers_in_order ON topic_answers (user_id, topic_id, answered_at, cause);
CREATE INDEX topic_answers_topic_id ON topic_answers (topic_id);
CREATE INDEX topic_answers_by_time ON topic_answers (user_id, answered_at) INCLUDE (is_right);

CREATE TABLE review_cards (
  id               uuid             PRIMARY KEY,
  user_id          uuid             NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  topic_id         uuid             REFERENCES topics(id) ON DELETE SET NULL,
  lesson_id        uuid             REFERENCES lessons(id) ON DELETE SET NULL,
  origin           text             NOT NULL CHECK (origin IN ('student', 'lesson', 'answer', 'import', 'generated')),
  -- The natural key of what it was made from, so that it is made once.
  origin_key       text,
  front            text             NOT NULL,
  back             text             NOT NULL,
  tags             text[]           NOT NULL DEFAULT '{}',
  reviews          integer          NOT NULL DEFAULT 0,
  lapses           integer          NOT NULL DEFAULT 0,
  -- Days in which the probability of knowing it falls to 90 % (FSRS-6).
  stability        double precision,
  -- 1 to 10 (FSRS-6).
  difficulty       double precision,
  -- The study day of the last review.
  last_reviewed_on date,
  -- The study day from which on it is due; null for a new card.
  due              date,
  created_at       timestamptz      NOT NULL DEFAULT now(),
  updated_at       timestamptz      NOT NULL DEFAULT now(),
  -- The generated question that it was made of, with the quote that its back rests on.
  question_id      uuid             REFERENCES quiz_questions(id) ON DELETE SET NULL,
  -- What was bad about the question that it was made from: it is not asked until its student has written it anew.
  suspended_reason text             CHECK (suspended_reason IN ('wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'statistics')),
  UNIQUE (user_id, origin_key),
  CONSTRAINT review_cards_new_check CHECK ((reviews = 0) = (stability IS NULL) AND (reviews = 0) = (difficulty IS NULL) AND (reviews = 0) = (last_reviewed_on IS NULL) AND (reviews = 0) = (due IS NULL))
);
CREATE INDEX review_cards_due ON review_cards (user_id, due, id);
CREATE INDEX review_cards_list ON review_cards (user_id, id);
CREATE INDEX review_cards_topic_id ON review_cards (topic_id);
CREATE INDEX review_cards_lesson_id ON review_cards (lesson_id);
CREATE INDEX review_cards_question_id ON review_cards (question_id) WHERE question_id IS NOT NULL;

CREATE TABLE review_log (
  id           uuid        PRIMARY KEY,
  user_id      uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  card_id      uuid        NOT NULL REFERENCES review_cards(id) ON DELETE CASCADE,
  review_no    integer     NOT NULL CHECK (review_no > 0),
  request_key  text,
  grade        text        NOT NULL CHECK (grade IN ('again', 'hard', 'good', 'easy')),
  reviewed_at  timestamptz NOT NULL,
  study_day    date        NOT NULL,
  -- Study days since the review before; 0 for the first.
  elapsed_days integer     NOT NULL CHECK (elapsed_days >= 0),
  was_due      boolean     NOT NULL,
  -- What the card stood at, which comes back when the review is undone.
  before       jsonb       NOT NULL,
  -- The study day from which on the card was due after it.
  due          date        NOT NULL,
  undone_at    timestamptz,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (card_id, request_key)
);
CREATE UNIQUE INDEX review_log_review_no ON review_log (card_id, review_no) WHERE undone_at IS NULL;
CREATE INDEX review_log_user_day ON review_log (user_id, study_day);
CREATE INDEX review_log_user_id ON review_log (user_id, id);

CREATE TABLE lesson_chunks (
  id           uuid        PRIMARY KEY,
  lesson_id    uuid        NOT NULL REFERENCES lessons(id) ON DELETE CASCADE,
  ord          integer     NOT NULL,
  -- Into the text of the lesson, in UTF-16 units.
  start_offset integer     NOT NULL,
  end_offset   integer     NOT NULL,
  text         text        NOT NULL,
  text_hash    text        GENERATED ALWAYS AS (md5(text)) STORED,
  heading_path text[]      NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (lesson_id, ord),
  CONSTRAINT lesson_chunks_check CHECK (end_offset > start_offset)
);

-- As chunk_vectors, for the lessons, which all students share. A chunk has its words at once, as a row of no model, and its vector later.
CREATE TABLE lesson_vectors (
  chunk_id   uuid                  NOT NULL REFERENCES lesson_chunks(id) ON DELETE CASCADE,
  model      text                  NOT NULL,
  lesson_id  uuid                  NOT NULL REFERENCES lessons(id) ON DELETE CASCADE,
  -- False for the vectors of a model that the lessons are moving to.
  searchable boolean               NOT NULL,
  embedding  halfvec STORAGE MAIN,
  search     tsvector STORAGE MAIN NOT NULL,
  headings   tsvector STORAGE MAIN NOT NULL,
  created_at timestamptz           NOT NULL DEFAULT now(),
  PRIMARY KEY (chunk_id, model),
  CONSTRAINT lesson_vectors_none_check CHECK ((model = 'none') = (embedding IS NULL))
) WITH (toast_tuple_target=8160);
CREATE INDEX lesson_vectors_lesson_id ON lesson_vectors (lesson_id);
CREATE INDEX lesson_vectors_model ON lesson_vectors (model) WHERE searchable;
CREATE UNIQUE INDEX lesson_vectors_one_searched ON lesson_vectors (chunk_id) WHERE searchable;

-- One row: the work that makes all lessons searchable.
CREATE TABLE lesson_indexes (
  id                  uuid        PRIMARY KEY,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled')),
  failure             text,
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT lesson_indexes_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT lesson_indexes_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT lesson_indexes_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
);
CREATE UNIQUE INDEX lesson_indexes_one ON lesson_indexes ((true));
CREATE INDEX lesson_indexes_due ON lesson_indexes (next_check_at) WHERE status IN ('queued', 'processing');

-- Made when a study day begins, for who was active lately; anything later is made when it is read.
CREATE TABLE recommendations (
  user_id    uuid        PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  study_day  date        NOT NULL,
  -- The version of user_stats that they were made of; with another one they are stale.
  made_of    bigint      NOT NULL,
  -- Kinds with their evidence; titles and reasons are worded when they are read.
  items      jsonb       NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE recommendation_dismissals (
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  -- What is not to be recommended, whichever rule would (domain/recommendations/recommendation.ts).
  item       text        NOT NULL,
  -- The study day from which on it may come again.
  until      date        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, item)
);

-- How far the recommendations of a day are made, an hour of it at a time.
CREATE TABLE recommendation_shards (
  -- By UTC.
  day         date        NOT NULL,
  -- The hour by UTC in which the study days of its students begin.
  shard       integer     NOT NULL CHECK (shard >= 0 AND shard <= 23),
  -- The student who was reached, while it goes on.
  after       uuid,
  students    integer     NOT NULL DEFAULT 0,
  finished_at timestamptz,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (day, shard),
  CONSTRAINT recommendation_shards_cleared_check CHECK (finished_at IS NULL OR after IS NULL)
);

CREATE TABLE review_weights (
  user_id          uuid               PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  -- Of FSRS-6, by the student's reviews; null where the default ones are better.
  weights          double precision[] CHECK (array_length(weights, 1) = 21),
  -- The study day since which the student has personal weights.
  since            date,
  -- How many there were when they were trained.
  reviews          integer            NOT NULL,
  -- Of personal weights, trained on earlier reviews, on later ones; null where there were too few.
  log_loss         double precision,
  -- Of the default weights on the same reviews.
  default_log_loss double precision,
  -- Of the share of earlier cards that were known, on the same reviews.
  share_log_loss   double precision,
  -- When the reviews were read.
  trained_at       timestamptz        NOT NULL,
  created_at       timestamptz        NOT NULL DEFAULT now(),
  updated_at       timestamptz        NOT NULL DEFAULT now(),
  CONSTRAINT review_weights_since_check CHECK ((weights IS NULL) = (since IS NULL))
);

-- A question that was asked never changes: another text of it is another row, under the same origin, topic and slug.
CREATE TABLE quiz_questions (
  id             uuid        PRIMARY KEY,
  -- The folder of content it comes from, which alone may retire it.
  origin         text        NOT NULL,
  -- Null where materials of no topic, or of several, were its source.
  topic_id       uuid        REFERENCES topics(id) ON DELETE RESTRICT,
  slug           text        NOT NULL,
  lesson_id      uuid        REFERENCES lessons(id) ON DELETE SET NULL,
  kind           text        NOT NULL CHECK (kind IN ('single-choice', 'multiple-choice', 'true-false', 'numeric', 'short-text', 'ordering', 'matching')),
  -- What its author takes it for; only to choose by.
  difficulty     text        NOT NULL CHECK (difficulty IN ('easy', 'medium', 'hard')),
  stem           text        NOT NULL,
  -- What is shown beside the stem, such as options; in no telling order.
  form           jsonb       NOT NULL,
  -- What is right; told only to who has handed the question in.
  key            jsonb       NOT NULL,
  explanation    text        NOT NULL,
  -- The quote that it rests on, and where that stands: the section of the lesson, or the page; of a generated one with its offsets.
  evidence       jsonb       NOT NULL,
  -- Of everything that its file says: another one means another text.
  hash           text        NOT NULL,
  -- Since when no quiz takes it; quizzes that have it keep it.
  retired_at     timestamptz,
  -- Its folder names it no more, another text took its place, or it was found to be bad: that alone is for good.
  retired_for    text        CHECK (retired_for IN ('removed', 'changed', 'quality')),
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  -- What was bad about it; told to those whose score was corrected.
  retired_reason text        CHECK (retired_reason IN ('wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'statistics')),
  -- For whom it was generated: nobody else is asked it. Null for all.
  owner_id       uuid        REFERENCES users(id) ON DELETE CASCADE,
  -- Whose page its quote stands on; null once that is gone.
  material_id    uuid        REFERENCES materials(id) ON DELETE SET NULL,
  -- Who drafted a generated one, and what its checks and solvers found.
  checks         jsonb,
  -- When all scores and cards that a bad question had touched were corrected; null until then.
  corrected_at   timestamptz,
  CONSTRAINT quiz_questions_retired_check CHECK ((retired_at IS NULL) = (retired_for IS NULL)),
  CONSTRAINT quiz_questions_one_kind_check CHECK ((form ->> 'kind') = kind AND (key ->> 'kind') = kind),
  CONSTRAINT quiz_questions_reason_check CHECK (retired_reason IS NULL OR retired_for = 'quality'),
  CONSTRAINT quiz_questions_topic_check CHECK (topic_id IS NOT NULL OR owner_id IS NOT NULL),
  CONSTRAINT quiz_questions_owner_check CHECK ((owner_id IS NULL) = (checks IS NULL)),
  CONSTRAINT quiz_questions_material_check CHECK (material_id IS NULL OR owner_id IS NOT NULL),
  CONSTRAINT quiz_questions_corrected_check CHECK (corrected_at IS NULL OR retired_for = 'quality')
);
CREATE UNIQUE INDEX quiz_questions_offered ON quiz_questions (topic_id, slug, origin) WHERE retired_at IS NULL;
CREATE INDEX quiz_questions_versions ON quiz_questions (topic_id, slug, origin);
CREATE INDEX quiz_questions_lesson_id ON quiz_questions (lesson_id);
CREATE INDEX quiz_questions_owner_id ON quiz_questions (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX quiz_questions_material_id ON quiz_questions (material_id) WHERE material_id IS NOT NULL;
CREATE INDEX quiz_questions_names ON quiz_questions (slug, origin);
CREATE INDEX quiz_questions_to_correct ON quiz_questions (id) WHERE retired_for = 'quality' AND corrected_at IS NULL;
CREATE INDEX quiz_questions_written ON quiz_questions (topic_id, slug, origin) WHERE owner_id IS NULL;

CREATE TABLE quizzes (
  id                  uuid        PRIMARY KEY,
  user_id             uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  -- Null where materials of no topic, or of several, are its source.
  topic_id            uuid        REFERENCES topics(id) ON DELETE RESTRICT,
  lesson_id           uuid        REFERENCES lessons(id) ON DELETE SET NULL,
  -- How many questions were asked for; question_count says how many there are.
  wished              integer     NOT NULL CHECK (wished > 0),
  -- Kinds of question that were asked for; null for all.
  kinds               text[],
  difficulty          text        CHECK (difficulty IN ('easy', 'medium', 'hard')),
  time_limit_minutes  integer     CHECK (time_limit_minutes > 0),
  -- By which its questions were picked among equals.
  seed                text        NOT NULL,
  question_count      integer,
  status              text        NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled')),
  failure             text,
  run_no              integer     NOT NULL DEFAULT 1,
  workflow_id         text        NOT NULL,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  -- Of which it is made; empty for one on a topic or a lesson.
  material_ids        uuid[]      NOT NULL DEFAULT '{}',
  -- The pages of each material, both inclusive; null for all.
  page_from           integer     CHECK (page_from > 0),
  page_to             integer,
  -- Where its questions may come from; of any the written ones come first.
  source              text        NOT NULL DEFAULT 'any' CHECK (source IN ('any', 'written', 'generated')),
  -- What was drafted and checked so far; only while the work goes on.
  draft               jsonb,
  -- How many drafts each check refused; null where none was drafted.
  refusals            jsonb,
  -- What becomes of its questions: a quiz that can be taken, or cards, which show what is right at once.
  makes               text        NOT NULL DEFAULT 'quiz' CHECK (makes IN ('quiz', 'cards')),
  CONSTRAINT quizzes_check CHECK (question_count >= 1 AND question_count <= wished),
  CONSTRAINT quizzes_ready_check CHECK ((status = 'ready') = (question_count IS NOT NULL)),
  CONSTRAINT quizzes_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT quizzes_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
  CONSTRAINT quizzes_about_check CHECK (topic_id IS NOT NULL OR material_ids <> '{}'),
  CONSTRAINT quizzes_pages_check CHECK ((page_from IS NULL) = (page_to IS NULL) AND page_to >= page_from),
  CONSTRAINT quizzes_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL AND draft IS NULL),
  CONSTRAINT quizzes_cards_check CHECK (makes = 'quiz' OR source = 'generated' AND time_limit_minutes IS NULL)
);
CREATE INDEX quizzes_user_id ON quizzes (user_id, id DESC);
CREATE INDEX quizzes_topic_id ON quizzes (topic_id);
CREATE INDEX quizzes_lesson_id ON quizzes (lesson_id);
CREATE INDEX quizzes_due ON quizzes (next_check_at) WHERE status IN ('queued', 'processing');
CREATE INDEX quizzes_drafts ON quizzes USING gin (material_ids) WHERE draft IS NOT NULL;
CREATE TRIGGER quizzes_finished AFTER UPDATE OF status ON quizzes
  FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status AND (new.status IN ('ready', 'failed', 'cancelled')))
  EXECUTE FUNCTION notify_run_finished();

-- The questions of quizzes.
CREATE TABLE quiz_items (
  quiz_id     uuid        NOT NULL REFERENCES quizzes(id) ON DELETE CASCADE,
  position    integer     NOT NULL CHECK ("position" > 0),
  question_id uuid        NOT NULL REFERENCES quiz_questions(id) ON DELETE RESTRICT,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (quiz_id, "position"),
  UNIQUE (quiz_id, question_id)
);
CREATE INDEX quiz_items_question_id ON quiz_items (question_id);

CREATE TABLE quiz_attempts (
  id                  uuid             PRIMARY KEY,
  user_id             uuid             NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  quiz_id             uuid             NOT NULL REFERENCES quizzes(id) ON DELETE CASCADE,
  -- Counts the attempts at a quiz; from the second on it is practice.
  number              integer          NOT NULL CHECK (number > 0),
  -- By which questions, options and items are put in order.
  order_seed          text             NOT NULL,
  started_at          timestamptz      NOT NULL,
  -- Of a timed one, which alone has a timer.
  deadline            timestamptz,
  -- When its timer ends it: five seconds after the deadline.
  closes_at           timestamptz,
  paused_at           timestamptz,
  -- How long it was paused, without the pause that goes on.
  paused_ms           bigint           NOT NULL DEFAULT 0 CHECK (paused_ms >= 0),
  ended_at            timestamptz,
  ended_by            text             CHECK (ended_by IN ('student', 'deadline')),
  -- The mean of the marks, 0 to 1.
  score               double precision CHECK (score >= 0 AND score <= 1),
  -- What it brought, with a milestone that was reached by it.
  xp                  integer          CHECK (xp >= 0),
  status              text             NOT NULL CHECK (status IN ('running', 'ended', 'cancelled')),
  failure             text             CHECK (failure IS NULL),
  run_no              integer          NOT NULL DEFAULT 1,
  workflow_id         text,
  next_check_at       timestamptz,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  created_at          timestamptz      NOT NULL DEFAULT now(),
  updated_at          timestamptz      NOT NULL DEFAULT now(),
  UNIQUE (quiz_id, number),
  CONSTRAINT quiz_attempts_timed_check CHECK ((deadline IS NULL) = (workflow_id IS NULL)),
  CONSTRAINT quiz_attempts_paused_check CHECK (deadline IS NULL OR paused_at IS NULL AND paused_ms = 0),
  CONSTRAINT quiz_attempts_ended_check CHECK ((status = 'ended') = (ended_at IS NOT NULL) AND (status = 'ended') = (ended_by IS NOT NULL) AND (status = 'ended') = (score IS NOT NULL) AND (status = 'ended') = (xp IS NOT NULL)),
  CONSTRAINT quiz_attempts_finished_check CHECK ((status = 'running') = (finished_at IS NULL)),
  CONSTRAINT quiz_attempts_cleared_check CHECK (finished_at IS NULL OR closes_at IS NULL AND paused_at IS NULL AND next_check_at IS NULL)
);
CREATE UNIQUE INDEX quiz_attempts_one_open ON quiz_attempts (quiz_id) WHERE status = 'running';
CREATE INDEX quiz_attempts_due ON quiz_attempts (next_check_at) WHERE status = 'running';
CREATE INDEX quiz_attempts_user_id ON quiz_attempts (user_id, id DESC);
CREATE INDEX quiz_attempts_ended ON quiz_attempts (user_id, ended_at) WHERE status = 'ended';

-- One row a question of an attempt, from its start on; graded when it ends.
CREATE TABLE quiz_answers (
  attempt_id  uuid             NOT NULL REFERENCES quiz_attempts(id) ON DELETE CASCADE,
  question_id uuid             NOT NULL REFERENCES quiz_questions(id) ON DELETE RESTRICT,
  user_id     uuid             NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  answer      jsonb,
  -- Counts the changes of the answer.
  revision    integer          NOT NULL DEFAULT 0,
  answered_at timestamptz,
  mark        double precision CHECK (mark >= 0 AND mark <= 1),
  -- By which it was graded.
  rule        text,
  -- What was wrong with the form of the answer, such as a missing unit.
  problem     text,
  -- Whether the student had handed this question in for the first time: only such bring XP and count for mastery.
  is_new      boolean,
  created_at  timestamptz      NOT NULL DEFAULT now(),
  updated_at  timestamptz      NOT NULL DEFAULT now(),
  PRIMARY KEY (attempt_id, question_id),
  CONSTRAINT quiz_answers_graded_check CHECK ((mark IS NULL) = (rule IS NULL) AND (mark IS NULL) = (is_new IS NULL))
) WITH (fillfactor=80);
CREATE INDEX quiz_answers_user_id ON quiz_answers (user_id, question_id);
CREATE INDEX quiz_answers_question_id ON quiz_answers (question_id);

CREATE TABLE question_reports (
  user_id     uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  question_id uuid        NOT NULL REFERENCES quiz_questions(id) ON DELETE RESTRICT,
  reason      text        NOT NULL CHECK (reason IN ('wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'other')),
  text        text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, question_id)
);
CREATE INDEX question_reports_question_id ON question_reports (question_id);

-- Sums over the first answers of students to a question, in ten-thousandths of a mark and their squares; npm run rebuild -- items makes them anew.
CREATE TABLE question_statistics (
  question_id    uuid             PRIMARY KEY REFERENCES quiz_questions(id) ON DELETE CASCADE,
  answers        bigint           NOT NULL CHECK (answers >= 0),
  marks          bigint           NOT NULL,
  marks_squared  bigint           NOT NULL,
  -- Of mark and mean of the other marks of its attempt, each.
  totals         bigint           NOT NULL,
  totals_squared bigint           NOT NULL,
  -- Of mark and total, each.
  products       bigint           NOT NULL,
  created_at     timestamptz      NOT NULL DEFAULT now(),
  updated_at     timestamptz      NOT NULL DEFAULT now(),
  -- How many there were when it was judged last; 0 before.
  judged_answers bigint           NOT NULL DEFAULT 0 CHECK (judged_answers >= 0),
  -- Discriminative efficiency in percent, as it was judged last.
  efficiency     double precision,
  -- Why somebody should look at it, as it was judged last.
  flags          text[]           NOT NULL DEFAULT '{}' CHECK (flags <@ ARRAY['too-hard', 'too-easy', 'tells-little'])
) WITH (fillfactor=50);

-- What a chat model that was not told the key made of a question that students had reported.
CREATE TABLE second_solves (
  question_id uuid        NOT NULL REFERENCES quiz_questions(id) ON DELETE CASCADE,
  -- How many students had reported it by then.
  reports     integer     NOT NULL CHECK (reports > 0),
  model       text        NOT NULL,
  -- What each solve came to, in order.
  verdicts    text[]      NOT NULL CHECK (verdicts <@ ARRAY['match', 'disagree', 'ambiguous', 'not-in-passage'] AND cardinality(verdicts) > 0),
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (question_id, reports)
);

-- Requests that are open for who sent them.
CREATE TABLE friend_requests (
  id          uuid        PRIMARY KEY,
  sender_id   uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  code        text        NOT NULL,
  -- Null where the code is nobody's, or where its owner has blocked the sender or declined: the sender sees no difference.
  receiver_id uuid        REFERENCES users(id) ON DELETE SET NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (sender_id, code),
  CONSTRAINT friend_requests_check CHECK (receiver_id <> sender_id)
);
CREATE UNIQUE INDEX friend_requests_pair ON friend_requests (receiver_id, sender_id) WHERE receiver_id IS NOT NULL;
CREATE INDEX friend_requests_created_at ON friend_requests (created_at);

-- One row a pair, whoever asked.
CREATE TABLE friendships (
  id          uuid        PRIMARY KEY,
  least_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  greatest_id uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (least_id, greatest_id),
  CONSTRAINT friendships_check CHECK (least_id < greatest_id)
);
CREATE INDEX friendships_greatest_id ON friendships (greatest_id);

CREATE TABLE blocks (
  id         uuid        PRIMARY KEY,
  blocker_id uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  blocked_id uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (blocker_id, blocked_id),
  CONSTRAINT blocks_check CHECK (blocker_id <> blocked_id)
);
CREATE INDEX blocks_blocked_id ON blocks (blocked_id);

-- How often a student added somebody on a day, by UTC.
CREATE TABLE friend_adds (
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  day        date        NOT NULL,
  adds       integer     NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, day)
);
CREATE INDEX friend_adds_day ON friend_adds (day);

-- A board is never changed; what the ledger says later is a version of its own.
CREATE TABLE leaderboards (
  id          uuid        PRIMARY KEY,
  period      text        NOT NULL CHECK (period IN ('day', 'week', 'all-time')),
  -- By UTC: the board is of the XP of its period up to the end of this day.
  day         date        NOT NULL,
  version     integer     NOT NULL CHECK (version >= 1),
  -- How long it is kept.
  term        text        NOT NULL CHECK (term IN ('days-7', 'days-35', 'weeks-53', 'always')),
  -- Why there is another version; null of the first.
  reason      text,
  -- How many lines it had when it was finished.
  students    integer,
  finished_at timestamptz,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (period, day, version),
  CONSTRAINT leaderboards_finished_check CHECK ((finished_at IS NULL) = (students IS NULL))
);
CREATE TRIGGER leaderboards_immutable BEFORE UPDATE ON leaderboards
  FOR EACH ROW WHEN (old.finished_at IS NOT NULL)
  EXECUTE FUNCTION refuse_board_change();

-- Lines of boards, without names. Partitions are in the schema boards, a month of a term each. Without foreign keys: a million checks a day would lock as many rows of users.
CREATE TABLE leaderboard_entries (
  term     text    NOT NULL,
  day      date    NOT NULL,
  board_id uuid    NOT NULL,
  -- The order in which lines are shown: of equal XP, who got there first.
  position integer NOT NULL,
  -- Equal XP shares it. It stays when others leave.
  rank     integer NOT NULL,
  xp       integer NOT NULL CHECK (xp > 0),
  user_id  uuid    NOT NULL,
  PRIMARY KEY (term, day, board_id, "position")
);
CREATE INDEX leaderboard_entries_user_id ON ONLY leaderboard_entries (user_id, board_id);
CREATE TRIGGER leaderboard_entries_immutable BEFORE UPDATE ON leaderboard_entries
  FOR EACH ROW
  EXECUTE FUNCTION refuse_board_change();

-- What the ledger says of students, while the boards of a day are made of it. Without foreign keys, as their lines.
CREATE TABLE leaderboard_sums (
  user_id  uuid        NOT NULL,
  day      date        NOT NULL,
  day_xp   integer     NOT NULL,
  -- When the student got there: the last line of the ledger that changed the sum.
  day_at   timestamptz,
  week_xp  integer     NOT NULL,
  week_at  timestamptz,
  total_xp integer     NOT NULL,
  total_at timestamptz,
  PRIMARY KEY (user_id, day)
);

-- How far the boards of a day are made.
CREATE TABLE leaderboard_runs (
  day         date        PRIMARY KEY,
  -- By the schedule, which leaves out no day after its first.
  is_planned  boolean     NOT NULL DEFAULT false,
  -- Why they are made again.
  reason      text,
  -- Students are summed first, then the board of each period gets its lines.
  step        text        NOT NULL DEFAULT 'sum' CHECK (step IN ('sum', 'day', 'week', 'all-time')),
  -- Of the step, once it is found that the ledger says something new.
  board_id    uuid,
  -- The student who was reached, in the order of the step.
  after       uuid,
  after_xp    integer,
  after_at    timestamptz,
  last_rank   integer,
  -- Lines of the board so far.
  placed      integer     NOT NULL DEFAULT 0,
  finished_at timestamptz,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT leaderboard_runs_cleared_check CHECK (finished_at IS NULL OR after IS NULL AND board_id IS NULL)
);

-- Who competes in a week: each 30 places of a pool are a cohort. A student has one row a week, from their first XP in it on.
CREATE TABLE league_members (
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  -- Its Monday, by UTC.
  week       date        NOT NULL CHECK (EXTRACT(isodow FROM week) = 1::numeric),
  tier       integer     NOT NULL CHECK (tier >= 1 AND tier <= 10),
  -- The part of the tier whose students are matched with each other.
  pool       integer     NOT NULL CHECK (pool >= 0),
  -- In the order of joining: 1 to 30 are the first cohort of the pool, 31 to 60 the second.
  place      integer     NOT NULL CHECK (place >= 1),
  -- When the student took part no more; null again for who came back before the week ended.
  left_at    timestamptz,
  -- Null until the week is over and counted.
  outcome    text        CHECK (outcome IN ('up', 'stay', 'down')),
  -- How many of the cohort were ranked.
  students   integer,
  -- Null for who had left.
  rank       integer,
  xp         integer,
  -- When the student was told of having gone up.
  told_at    timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, week),
  UNIQUE (week, tier, pool, place),
  CONSTRAINT league_members_counted_check CHECK (num_nonnulls(outcome, students, xp) IN (0, 3)),
  CONSTRAINT league_members_rank_check CHECK ((rank IS NULL) = (outcome IS NULL OR left_at IS NOT NULL)),
  CONSTRAINT league_members_told_check CHECK (told_at IS NULL OR outcome = 'up')
);
CREATE INDEX league_members_open ON league_members (week, tier, pool, place) WHERE outcome IS NULL;
CREATE INDEX league_members_untold ON league_members (week, user_id) WHERE outcome = 'up' AND told_at IS NULL;

-- How the students of a tier are parted into pools in a week; a tier without a row is one pool.
CREATE TABLE league_tiers (
  week       date        NOT NULL,
  tier       integer     NOT NULL,
  -- XP of the week before from which on a student is in the next part.
  xp_bounds  integer[]   NOT NULL,
  zone_parts integer     NOT NULL CHECK (zone_parts IN (1, 3)),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (week, tier)
);

-- What support looks at; nothing else follows from it.
CREATE TABLE flags (
  -- Made of what was found: all whom it concerns share it, and found twice it is the same.
  case_id    uuid        NOT NULL,
  user_id    uuid        NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  kind       text        NOT NULL CHECK (kind IN ('fast-answers', 'long-day', 'traded-answers', 'shared-address')),
  -- By UTC, on which it was.
  day        date        NOT NULL,
  -- Counts, times and ids of what is the student's own: an export tells it.
  evidence   jsonb       NOT NULL,
  closed_at  timestamptz,
  -- Why it was closed. An export tells it.
  note       text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, user_id),
  CONSTRAINT flags_closed_check CHECK ((closed_at IS NULL) = (note IS NULL))
);
CREATE INDEX flags_user_id ON flags (user_id, kind, created_at DESC);
CREATE INDEX flags_open ON flags (created_at) WHERE closed_at IS NULL;
CREATE INDEX flags_created_at ON flags (created_at);

-- Days, by UTC, that were looked through for anomalies.
CREATE TABLE flag_days (
  day        date        PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
