import { MARK_UNITS } from '../../../domain/quizzes/statistics/item-sums.js';
import { HIDDEN_STATES, INGESTED_STATES } from '../../models/material.js';
import { sqlList } from '../sql-list.js';
import { isBeingErased, lookAtRows } from './look.js';

/** Materials whose counts of pages are not those of their pages, or whose state is not what these say. */
export const lookForPageCounts = lookAtRows(
  'materials',
  `(SELECT CASE
     WHEN (r.pages_done, r.pages_failed) <> (p.done, p.failed) THEN
       r.pages_done || ' done and ' || r.pages_failed || ' failed are kept, ' || p.done || ' and ' || p.failed || ' are there'
     WHEN r.status IN (${sqlList(INGESTED_STATES)}) AND r.page_count IS DISTINCT FROM p.done + p.failed THEN
       r.status || ' with ' || (p.done + p.failed) || ' pages of ' || COALESCE(CAST(r.page_count AS text), 'none')
     WHEN (r.status = 'ready' AND p.failed > 0) OR (r.status = 'partial' AND p.failed = 0) THEN
       r.status || ' with ' || p.failed || ' failed pages'
   END FROM (SELECT count(*) FILTER (WHERE status = 'done') AS done, count(*) FILTER (WHERE status = 'failed') AS failed
     FROM material_pages WHERE material_id = r.id) AS p)`,
  `status NOT IN (${sqlList(HIDDEN_STATES)}) AND NOT ${isBeingErased('owner_id')}`,
);

/** Materials that are ready and have gaps in their chunks, or chunks that are not searched once. */
export const lookForChunks = lookAtRows(
  'materials',
  `(SELECT CASE
     WHEN c.chunks = 0 THEN 'no chunk'
     WHEN c.least <> 0 OR c.most <> c.chunks - 1 THEN c.chunks || ' chunks, numbered ' || c.least || ' to ' || c.most
     WHEN c.searched <> c.chunks THEN c.chunks || ' chunks, of which ' || c.searched || ' are searched'
   END FROM (SELECT count(*) AS chunks, min(ord) AS least, max(ord) AS most,
       count(*) FILTER (WHERE EXISTS (SELECT FROM chunk_vectors v WHERE v.chunk_id = k.id AND v.searchable)) AS searched
     FROM material_chunks k WHERE k.material_id = r.id) AS c)`,
  `status IN (${sqlList(INGESTED_STATES)}) AND NOT ${isBeingErased('owner_id')}`,
);

/** Quizzes that have another number of questions than they say. */
export const lookForQuizCounts = lookAtRows(
  'quizzes',
  `(SELECT CASE WHEN i.items <> r.question_count THEN r.question_count || ' questions are kept, ' || i.items || ' are there' END
   FROM (SELECT count(*) AS items FROM quiz_items WHERE quiz_id = r.id) AS i)`,
  `status = 'ready' AND NOT ${isBeingErased('user_id')}`,
);

/** Ended attempts whose score is not the mean of the marks: only a correction, which raises it, may change that. */
export const lookForScores = lookAtRows(
  'quiz_attempts',
  `(SELECT CASE WHEN w.mean IS NULL OR r.score < w.mean - 0.000001 THEN 'score ' || r.score || ', mean ' || COALESCE(CAST(w.mean AS text), 'of nothing') END
   FROM (SELECT avg(mark) AS mean FROM quiz_answers WHERE attempt_id = r.id) AS w)`,
  `status = 'ended' AND NOT ${isBeingErased('user_id')}`,
);

/** Cards that count other reviews than their log. */
export const lookForReviewCounts = lookAtRows(
  'review_cards',
  `(SELECT CASE WHEN g.reviews <> r.reviews THEN r.reviews || ' reviews are kept, ' || g.reviews || ' are there' END
   FROM (SELECT count(*) AS reviews FROM review_log WHERE card_id = r.id AND undone_at IS NULL) AS g)`,
  `NOT ${isBeingErased('user_id')}`,
);

/** Budgets of a day that say something else than their calls. */
export const lookForSpending = lookAtRows(
  'ai_budget',
  `(SELECT CASE WHEN u.micros <> r.spent_micros THEN r.spent_micros || ' micro-dollars are kept, ' || u.micros || ' by the calls' END
   FROM (SELECT COALESCE(sum(COALESCE(cost_micros, reserved_micros)), 0) AS micros FROM ai_usage c
     WHERE c.day = r.day AND (r.user_id IS NULL OR c.user_id = r.user_id)) AS u)`,
  `NOT ${isBeingErased('user_id')}`,
);

/**
 * Questions of quizzes whose statistics are not those of their first answers. Answers of people who were erased are gone,
 * and stay counted.
 */
export const lookForItemSums = lookAtRows(
  '(SELECT question_id AS id, * FROM question_statistics) AS q',
  `(SELECT CASE WHEN a.answers > r.answers OR ((a.answers, a.marks) <> (r.answers, r.marks)
       AND NOT EXISTS (SELECT FROM erasures e WHERE e.receipt IS NOT NULL)) THEN
       r.answers || ' answers with ' || r.marks || ' are kept, ' || a.answers || ' with ' || a.marks || ' are there' END
   FROM (SELECT count(*) AS answers, COALESCE(CAST(sum(floor(w.mark * ${MARK_UNITS} + 0.5)) AS bigint), 0) AS marks
     FROM quiz_answers w JOIN quiz_attempts t ON t.id = w.attempt_id AND t.status = 'ended'
     WHERE w.question_id = r.question_id AND w.is_new
       AND EXISTS (SELECT FROM quiz_answers o WHERE o.attempt_id = w.attempt_id AND o.answer IS NOT NULL)
       AND EXISTS (SELECT FROM quiz_answers o WHERE o.attempt_id = w.attempt_id AND o.question_id <> w.question_id)
   ) AS a)`,
);
