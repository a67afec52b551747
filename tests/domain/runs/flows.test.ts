import { describe, expect, test } from '@jest/globals';
import {
  FLOW_NAMES,
  FLOWS,
  firstStateOf,
  isOpen,
  rowIdIn,
  workflowIdOf,
  workingStateOf,
} from '../../../domain/runs/flows.js';
import { OPEN_STATES } from '../../../domain/runs/states.js';
import { modelOf } from '../../../services/runs/flow-rows.js';

const FAILS = { open: ['queued', 'processing'], whenEnded: 'fail', ownerMustBeActive: true, carriesUserId: true };

/** What runs that are open somewhere depend on; a change of it needs a thought of them, and of this table. */
const DECIDED = {
  answerQuestion: {
    ...FAILS,
    idPrefix: 'question',
    table: 'questions',
    ownerColumn: 'userId',
    clearedAtEnd: { phase: null, draft: null },
    atErasure: { cancel: true },
    onDashboard: true,
  },
  exportAccount: {
    ...FAILS,
    idPrefix: 'export',
    table: 'exports',
    ownerColumn: 'userId',
    clearedAtEnd: {},
    atErasure: { cancel: true },
  },
  sendMail: {
    ...FAILS,
    idPrefix: 'mail',
    table: 'mails',
    ownerColumn: 'userId',
    clearedAtEnd: { recipientAddress: null },
    ownerMustBeActive: false,
    atErasure: { cancel: true, except: { kind: 'reset-password' } },
  },
  reembedMaterial: {
    ...FAILS,
    idPrefix: 'reembed',
    table: 'reembeddings',
    ownerColumn: 'userId',
    clearedAtEnd: {},
    atErasure: { cancel: true },
  },
  buildGuide: {
    ...FAILS,
    idPrefix: 'guide',
    table: 'guides',
    ownerColumn: 'userId',
    clearedAtEnd: { draft: null },
    atErasure: { cancel: true },
    priority: 'background',
  },
  generateQuiz: {
    ...FAILS,
    idPrefix: 'quiz',
    table: 'quizzes',
    ownerColumn: 'userId',
    clearedAtEnd: { draft: null },
    atErasure: { cancel: true },
    onDashboard: true,
  },
  ingestMaterial: {
    ...FAILS,
    idPrefix: 'ingest',
    table: 'materials',
    ownerColumn: 'ownerId',
    clearedAtEnd: { phase: null },
    atErasure: { cancel: true },
    onDashboard: true,
  },
  deleteMaterial: {
    ...FAILS,
    idPrefix: 'delete-material',
    table: 'materials',
    ownerColumn: 'ownerId',
    open: ['deleting'],
    clearedAtEnd: {},
    whenEnded: 'restart',
    ownerMustBeActive: false,
    atErasure: { cancel: false },
  },
  eraseAccount: {
    ...FAILS,
    idPrefix: 'erase',
    table: 'erasures',
    ownerColumn: 'userId',
    clearedAtEnd: { phase: null },
    whenEnded: 'restart',
    livesLong: true,
    ownerMustBeActive: false,
    atErasure: { cancel: false },
    carriesUserId: false,
  },
  closeStudySession: {
    ...FAILS,
    idPrefix: 'study',
    table: 'study_sessions',
    ownerColumn: 'userId',
    open: ['running'],
    clearedAtEnd: { closesAt: null },
    whenEnded: 'restart',
    livesLong: true,
    atErasure: { cancel: true },
  },
  timeQuizAttempt: {
    ...FAILS,
    idPrefix: 'quiz-attempt',
    table: 'quiz_attempts',
    ownerColumn: 'userId',
    open: ['running'],
    clearedAtEnd: { closesAt: null, pausedAt: null },
    whenEnded: 'restart',
    livesLong: true,
    atErasure: { cancel: true },
  },
  keepStreak: {
    ...FAILS,
    idPrefix: 'streak',
    table: 'streaks',
    ownerColumn: 'id',
    open: ['running'],
    clearedAtEnd: { wakeAt: null },
    whenEnded: 'restart',
    livesLong: true,
    atErasure: { cancel: true },
  },
  indexLessons: {
    ...FAILS,
    idPrefix: 'index-lessons',
    table: 'lesson_indexes',
    ownerColumn: null,
    clearedAtEnd: {},
    whenEnded: 'restart',
    ownerMustBeActive: false,
    atErasure: { cancel: false },
    priority: 'background',
    carriesUserId: false,
  },
};

describe('the table of flows', () => {
  test.each(FLOW_NAMES)('says of %s what is decided', (flow) => {
    const { summary, ...decided } = FLOWS[flow];
    expect(decided).toEqual(DECIDED[flow]);
    // What support reads in a list of runs.
    expect(summary).toMatch(/^[A-Z][^.]{10,}[^.]$/);
  });

  test('has an order in which rows are locked', () => {
    expect(FLOW_NAMES).toEqual(Object.keys(DECIDED));
  });

  test('has no two flows of one id or one summary', () => {
    for (const name of ['idPrefix', 'summary'] as const) {
      expect(new Set(FLOW_NAMES.map((flow) => FLOWS[flow][name])).size).toBe(FLOW_NAMES.length);
    }
  });

  test.each(FLOW_NAMES)('names the table of the model of %s', (flow) => {
    expect(modelOf(flow).tableName).toBe(FLOWS[flow].table);
  });
});

describe('what is derived from it', () => {
  test.each(FLOW_NAMES)('the id of a run of %s has the row and the number', (flow) => {
    expect(workflowIdOf(flow, { id: 'some-id', runNo: 12 })).toBe(`${DECIDED[flow].idPrefix}:some-id:12`);
    const id = '01a2091c-465e-707b-affa-3c448a04acbb';
    expect([workflowIdOf(flow, { id, runNo: 3 }), id, `x:${id}`].map(rowIdIn)).toEqual([id, id, `x:${id}`]);
  });

  test('a row begins in the first state, and is worked on in the last', () => {
    expect([firstStateOf('sendMail'), workingStateOf('sendMail')]).toEqual(['queued', 'processing']);
    expect([firstStateOf('deleteMaterial'), workingStateOf('deleteMaterial')]).toEqual(['deleting', 'deleting']);
  });
});

describe('open rows', () => {
  test('are those that a run has still to work on', () => {
    expect(OPEN_STATES).toEqual(['queued', 'processing']);
  });

  test.each(FLOW_NAMES)('of %s are in its own states', (flow) => {
    const states = ['queued', 'processing', 'ready', 'failed', 'cancelled', 'deleting', 'running', 'uploading', ''];
    expect(states.filter((status) => isOpen(flow, { status }))).toEqual(DECIDED[flow].open);
  });
});
