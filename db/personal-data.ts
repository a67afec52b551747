/** A table that holds what belongs to a person, and what export and erasure do with it. */
export interface PersonalTable {
  table: string;
  /** The columns of its primary key: the order in which rows are read or removed in batches. */
  key: readonly [string, ...string[]];
  /** SQL that is true for a person's rows; the person is `:userId`. */
  owner: string;
  /** Columns that never leave: secrets, what is computed from other columns, and what names somebody else. */
  omit: readonly string[];
  /** Whether rows go with the person, or stay without a word of whose they were (ON DELETE SET NULL). */
  onErasure: 'delete' | 'unlink';
}

/**
 * Every table that holds what belongs to a person; all of them are exported. In an order in which rows can be removed
 * batch by batch: a table stands before those that its rows belong to, and the person's own row is last.
 */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  {
    table: 'study_minutes',
    key: ['session_id', 'study_day'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'recommendations', key: ['user_id'], owner: 'user_id = :userId', omit: ['made_of'], onErasure: 'delete' },
  {
    table: 'recommendation_dismissals',
    key: ['user_id', 'item'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'study_sessions', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  // Of questions it has no more than which: what is right of one that is not handed in must not leave by an export.
  {
    table: 'quiz_answers',
    key: ['attempt_id', 'question_id'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'quiz_attempts', key: ['id'], owner: 'user_id = :userId', omit: ['order_seed'], onErasure: 'delete' },
  {
    table: 'quiz_items',
    key: ['quiz_id', 'position'],
    owner: 'quiz_id IN (SELECT id FROM quizzes WHERE user_id = :userId)',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'quizzes', key: ['id'], owner: 'user_id = :userId', omit: ['seed', 'draft'], onErasure: 'delete' },
  {
    table: 'question_reports',
    key: ['user_id', 'question_id'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'review_log', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'review_cards', key: ['id'], owner: 'user_id = :userId', omit: ['origin_key'], onErasure: 'delete' },
  // Of those that were generated for the person, and nobody else was asked.
  {
    table: 'question_statistics',
    key: ['question_id'],
    owner: 'question_id IN (SELECT id FROM quiz_questions WHERE owner_id = :userId)',
    omit: [],
    onErasure: 'delete',
  },
  {
    table: 'second_solves',
    key: ['question_id', 'reports'],
    owner: 'question_id IN (SELECT id FROM quiz_questions WHERE owner_id = :userId)',
    omit: [],
    onErasure: 'delete',
  },
  // Those that were generated for the person; nothing that tells their keys, as above.
  {
    table: 'quiz_questions',
    key: ['id'],
    owner: 'owner_id = :userId',
    omit: ['key', 'explanation', 'evidence', 'checks', 'hash', 'slug'],
    onErasure: 'delete',
  },
  { table: 'question_feedback', key: ['question_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  {
    table: 'citations',
    key: ['id'],
    owner: 'question_id IN (SELECT id FROM questions WHERE user_id = :userId)',
    omit: ['lesson_hash'],
    onErasure: 'delete',
  },
  {
    table: 'questions',
    key: ['id'],
    owner: 'user_id = :userId',
    omit: ['question_hash', 'draft'],
    onErasure: 'delete',
  },
  { table: 'threads', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'guides', key: ['id'], owner: 'user_id = :userId', omit: ['draft'], onErasure: 'delete' },
  { table: 'reembeddings', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  {
    table: 'chunk_vectors',
    key: ['chunk_id', 'model'],
    owner: 'owner_id = :userId',
    omit: ['embedding', 'search'],
    onErasure: 'delete',
  },
  {
    table: 'material_chunks',
    key: ['id'],
    owner: 'owner_id = :userId',
    omit: ['text_hash'],
    onErasure: 'delete',
  },
  {
    table: 'material_pages',
    key: ['material_id', 'page_no'],
    owner: 'material_id IN (SELECT id FROM materials WHERE owner_id = :userId)',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'materials', key: ['id'], owner: 'owner_id = :userId', omit: [], onErasure: 'delete' },
  {
    table: 'page_admissions',
    key: ['material_id', 'run_no'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  {
    table: 'idempotency_keys',
    key: ['user_id', 'route', 'key'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  {
    table: 'mails',
    key: ['id'],
    // Also those that wait to be sent to the person's address, typed by whoever asked for them.
    owner: `(user_id = :userId OR (recipient_address IS NOT NULL
      AND recipient_address = (SELECT email FROM users WHERE id = :userId)))`,
    omit: [],
    onErasure: 'delete',
  },
  { table: 'exports', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  {
    table: 'one_time_codes',
    key: ['id'],
    owner: 'user_id = :userId',
    // The payload may hold what proves a login elsewhere.
    omit: ['code_hash', 'payload'],
    onErasure: 'delete',
  },
  {
    table: 'refresh_tokens',
    key: ['id'],
    owner: 'session_id IN (SELECT id FROM sessions WHERE user_id = :userId)',
    omit: ['token_hash'],
    onErasure: 'delete',
  },
  { table: 'sessions', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'oauth_identities', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'notices', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'user_achievements', key: ['user_id', 'key'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'user_stats', key: ['user_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'user_levels', key: ['user_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'xp_logs', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'streak_days', key: ['user_id', 'day'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'streak_pauses', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'streaks', key: ['id'], owner: 'id = :userId', omit: [], onErasure: 'delete' },
  { table: 'day_rules', key: ['user_id', 'starts_at'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  {
    table: 'friendships',
    key: ['id'],
    owner: ':userId IN (least_id, greatest_id)',
    // Of the two one is another person.
    omit: ['least_id', 'greatest_id'],
    onErasure: 'delete',
  },
  {
    table: 'friend_requests',
    key: ['id'],
    owner: 'sender_id = :userId',
    // When it was changed would tell that it was declined, or its sender blocked.
    omit: ['code', 'receiver_id', 'updated_at'],
    onErasure: 'delete',
  },
  {
    table: 'blocks',
    key: ['id'],
    owner: 'blocker_id = :userId',
    omit: ['blocked_id'],
    onErasure: 'delete',
  },
  {
    table: 'leaderboard_entries',
    key: ['term', 'day', 'board_id', 'position'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'leaderboard_sums', key: ['user_id', 'day'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'league_members', key: ['user_id', 'week'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'flags', key: ['case_id', 'user_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'friend_adds', key: ['user_id', 'day'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'review_weights', key: ['user_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'topic_answers', key: ['user_id', 'cause'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'topic_progress', key: ['user_id', 'topic_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  {
    table: 'lesson_progress',
    key: ['user_id', 'lesson_id'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  { table: 'user_subjects', key: ['user_id', 'subject_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'user_preferences', key: ['user_id'], owner: 'user_id = :userId', omit: [], onErasure: 'delete' },
  { table: 'user_profiles', key: ['user_id'], owner: 'user_id = :userId', omit: ['friend_code'], onErasure: 'delete' },
  {
    table: 'audit_log',
    key: ['id'],
    owner: '(subject_id = :userId OR actor_id = :userId)',
    // Of the two one may be another person, of whom the reason tells.
    omit: ['actor_id', 'subject_id', 'reason'],
    onErasure: 'unlink',
  },
  {
    table: 'ai_budget',
    key: ['id'],
    owner: 'user_id = :userId',
    omit: [],
    onErasure: 'delete',
  },
  // What was spent stays in the sums, without whose it was.
  { table: 'ai_usage', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'unlink' },
  { table: 'erasures', key: ['id'], owner: 'user_id = :userId', omit: [], onErasure: 'unlink' },
  { table: 'users', key: ['id'], owner: 'id = :userId', omit: ['password_hash'], onErasure: 'delete' },
];
