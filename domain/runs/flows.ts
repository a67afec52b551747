import { OPEN_STATES } from './states.js';

/** A run of work on one row: the row's id and its run number, which every retry raises. */
export interface Run {
  id: string;
  runNo: number;
}

/** What every flow is started with. */
export interface RunInput extends Run {
  /** Whose row it is; null where it is not known, or where the run must not tell. */
  userId: string | null;
}

/** What is the same for every run of a flow; workflow ids, starts, the reconciler and erasures are derived from it. */
export interface FlowDescriptor {
  /** Workflow ids are `{idPrefix}:{row id}:{run number}`. */
  idPrefix: string;
  /** What support reads of a run before it has told anything itself. */
  summary: string;
  /** The table whose rows it works on, and the column that says whose they are; null where they are nobody's. */
  table: string;
  ownerColumn: 'ownerId' | 'userId' | 'id' | null;
  /** States in which a row needs a run; the first is that of a row whose run has not begun. */
  open: readonly [string, ...string[]];
  /** Columns that a finished row does not keep; CHECK constraints say the same. */
  clearedAtEnd: Readonly<Record<string, null>>;
  /** What becomes of an open row whose workflow ended without it: most fail; what must happen in any case begins again. */
  whenEnded: 'fail' | 'restart';
  /** Whether it works only for owners whose account is active; rows of nobody have none. */
  ownerMustBeActive: boolean;
  /** What becomes of open rows when their owner's account is to be erased; `except` says which go on. */
  atErasure: { cancel: false } | { cancel: true; except?: Readonly<Record<string, string>> };
  /** Work that nobody waits for: what it needs of workers it gets after everything else. */
  priority?: 'background';
  /** Whether the owner sees open rows on the dashboard: what they read is made anew when one ends. */
  onDashboard?: true;
  /** Whether runs sleep most of their time, for days or years: they go over to each new build of the workers. */
  livesLong?: true;
  /** Whether runs are found by their owner's id. An erasure outlives the person and must not tell whose it was. */
  carriesUserId: boolean;
}

const defineFlows = <T extends Record<string, FlowDescriptor>>(flows: T): { [F in keyof T]: FlowDescriptor } => flows;

const WORK = {
  open: OPEN_STATES,
  whenEnded: 'fail',
  ownerMustBeActive: true,
  carriesUserId: true,
} as const;

/**
 * Every flow that works on rows. Whoever locks rows of several flows in one transaction does it in this order: a run
 * that stores an answer holds its question when it locks the cited materials, one that swaps vectors, stores a guide
 * or makes a quiz its own row.
 */
export const FLOWS = defineFlows({
  answerQuestion: {
    ...WORK,
    idPrefix: 'question',
    summary: "Answer a question from the student's materials",
    table: 'questions',
    ownerColumn: 'userId',
    clearedAtEnd: { phase: null, draft: null },
    atErasure: { cancel: true },
    onDashboard: true,
  },
  exportAccount: {
    ...WORK,
    idPrefix: 'export',
    summary: 'Make a copy of everything a student has here',
    table: 'exports',
    ownerColumn: 'userId',
    clearedAtEnd: {},
    atErasure: { cancel: true },
  },
  sendMail: {
    ...WORK,
    idPrefix: 'mail',
    summary: 'Send one mail',
    table: 'mails',
    ownerColumn: 'userId',
    clearedAtEnd: { recipientAddress: null },
    // Mails look for themselves who may get them.
    ownerMustBeActive: false,
    // A mail to choose a new password still goes out: it is a way back in.
    atErasure: { cancel: true, except: { kind: 'reset-password' } },
  },
  reembedMaterial: {
    ...WORK,
    idPrefix: 'reembed',
    summary: 'Move a material to the vectors of another model',
    table: 'reembeddings',
    ownerColumn: 'userId',
    clearedAtEnd: {},
    atErasure: { cancel: true },
  },
  buildGuide: {
    ...WORK,
    idPrefix: 'guide',
    summary: 'Make the guide of a material',
    table: 'guides',
    ownerColumn: 'userId',
    clearedAtEnd: { draft: null },
    atErasure: { cancel: true },
    priority: 'background',
  },
  generateQuiz: {
    ...WORK,
    idPrefix: 'quiz',
    summary: 'Pick or draft the questions of a quiz',
    table: 'quizzes',
    ownerColumn: 'userId',
    clearedAtEnd: { draft: null },
    atErasure: { cancel: true },
    onDashboard: true,
  },
  ingestMaterial: {
    ...WORK,
    idPrefix: 'ingest',
    summary: 'Ingest an uploaded document',
    table: 'materials',
    ownerColumn: 'ownerId',
    clearedAtEnd: { phase: null },
    atErasure: { cancel: true },
    onDashboard: true,
  },
  deleteMaterial: {
    ...WORK,
    idPrefix: 'delete-material',
    summary: 'Remove what is left of a deleted document',
    table: 'materials',
    ownerColumn: 'ownerId',
    open: ['deleting'],
    clearedAtEnd: {},
    whenEnded: 'restart',
    ownerMustBeActive: false,
    atErasure: { cancel: false },
  },
  eraseAccount: {
    ...WORK,
    idPrefix: 'erase',
    summary: 'Erase an account after its time of grace',
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
    ...WORK,
    idPrefix: 'study',
    summary: 'Close a study session that was forgotten',
    table: 'study_sessions',
    ownerColumn: 'userId',
    open: ['running'],
    clearedAtEnd: { closesAt: null },
    whenEnded: 'restart',
    livesLong: true,
    atErasure: { cancel: true },
  },
  timeQuizAttempt: {
    ...WORK,
    idPrefix: 'quiz-attempt',
    summary: 'End a timed attempt at a quiz at its deadline',
    table: 'quiz_attempts',
    ownerColumn: 'userId',
    open: ['running'],
    clearedAtEnd: { closesAt: null, pausedAt: null },
    whenEnded: 'restart',
    livesLong: true,
    atErasure: { cancel: true },
  },
  keepStreak: {
    ...WORK,
    idPrefix: 'streak',
    summary: "Look at a student's streak when its days end",
    table: 'streaks',
    // A student has one streak: its id is the student's.
    ownerColumn: 'id',
    open: ['running'],
    clearedAtEnd: { wakeAt: null },
    whenEnded: 'restart',
    livesLong: true,
    atErasure: { cancel: true },
  },
  indexLessons: {
    ...WORK,
    idPrefix: 'index-lessons',
    summary: 'Make lessons searchable',
    table: 'lesson_indexes',
    ownerColumn: null,
    clearedAtEnd: {},
    whenEnded: 'restart',
    ownerMustBeActive: false,
    atErasure: { cancel: false },
    priority: 'background',
    carriesUserId: false,
  },
});

/** The name of a flow, which is also its workflow type. */
export type Flow = keyof typeof FLOWS;

/** Every flow, in the order in which their rows are locked. */
export const FLOW_NAMES = Object.keys(FLOWS) as Flow[];

/** The workflow id of one run; it is never used again, since a retry raises the run number. */
export const workflowIdOf = (flow: Flow, { id, runNo }: Run): string => `${FLOWS[flow].idPrefix}:${id}:${runNo}`;

/** The row's id in a workflow id; a text that is none as it is. */
export const rowIdIn = (text: string): string => /^[a-z-]+:([0-9a-f-]{36}):\d+$/.exec(text)?.[1] ?? text;

/** Whether a run of a flow has still to work on a row. */
export const isOpen = (flow: Flow, { status }: { status: string }): boolean => FLOWS[flow].open.includes(status);

/** The first state of a flow's rows: queued, and its run not begun. */
export const firstStateOf = (flow: Flow): string => FLOWS[flow].open[0];

/** The state of a row while a run works on it. */
export const workingStateOf = (flow: Flow): string => FLOWS[flow].open.at(-1) ?? firstStateOf(flow);

/** Whether a flow's rows wait for a deadline most of the time: an open one is work only once it is late. */
export const isTimer = (flow: Flow): boolean => firstStateOf(flow) === 'running';
