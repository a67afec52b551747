import type { Budgets } from '../../db/queries/ai-spending.js';
import type { RowFigures } from '../../db/queries/figures.js';
import type { QueueFigures, ScheduleFigures, TemporalFigures } from '../../services/shared/ports.js';

/** A gauge whose samples are made of an engine's figures. */
export interface FigureGauge<T> {
  name: string;
  help: string;
  labelNames?: string[];
  samples(figures: T): [labels: Record<string, string>, value: number][];
}

/** What is told of rows. @param budget of a day, of which shares are told */
export const rowGauges = ({ total }: Pick<Budgets, 'total'>): FigureGauge<RowFigures>[] => [
  {
    name: 'open_rows',
    help: 'Rows that work is still to be done on, by flow and state; of timers those that are late',
    labelNames: ['flow', 'state'],
    samples: ({ openRows }) => openRows.map(({ flow, state, count }) => [{ flow, state }, count]),
  },
  {
    name: 'open_rows_oldest_seconds',
    help: 'How long ago the row that waits longest was last written, or since when it is late',
    labelNames: ['flow', 'state'],
    samples: ({ openRows }) => openRows.map(({ flow, state, oldestSeconds }) => [{ flow, state }, oldestSeconds]),
  },
  {
    name: 'failed_mails',
    help: 'Mails that failed in the last 24 hours',
    samples: ({ failedMails }) => [[{}, failedMails]],
  },
  {
    name: 'overdue_erasures',
    help: 'Erasures of accounts that should have been over an hour ago',
    samples: ({ overdueErasures }) => [[{}, overdueErasures]],
  },
  {
    name: 'unfinished_boards_seconds',
    help: 'How long ago the boards of a planned day that is not finished last came on; 0 where there are none',
    samples: ({ unfinishedBoardsSeconds }) => [[{}, unfinishedBoardsSeconds]],
  },
  {
    name: 'ai_budget_spent_ratio',
    help: 'Share of the total AI budget of the day (UTC) that is spent or reserved, by unit: money, tokens',
    labelNames: ['unit'],
    samples: ({ spent }) => [
      [{ unit: 'money' }, share(spent.micros, total.micros)],
      [{ unit: 'tokens' }, share(spent.tokens, total.tokens)],
    ],
  },
];

/** Of a budget of nothing all is spent. */
const share = (spent: number, budget: number): number => (budget === 0 ? 1 : spent / budget);

/** What is told of task queues and schedules. */
export const temporalGauges: FigureGauge<TemporalFigures>[] = [
  ofQueues('queue_backlog', 'Tasks that no worker has taken, about, by queue and kind', 'backlog'),
  ofQueues('queue_backlog_oldest_seconds', 'How long the oldest of them has waited', 'oldestSeconds'),
  ofQueues('queue_pollers', 'Workers that asked for tasks of a queue in the last minutes', 'pollers'),
  ofSchedules('schedule_age_seconds', 'Time since a schedule last began a run, or was made', (one) => one.ageSeconds),
  ofSchedules('schedule_missed_runs', 'Runs that were never begun, since Temporal was away', (one) => one.missed),
  ofSchedules('schedule_skipped_runs', 'Runs that were not begun, since the one before went on', (one) => one.skipped),
  ofSchedules('schedule_paused', '1 for a schedule that somebody paused', (one) => Number(one.paused)),
];

function ofQueues(
  name: string,
  help: string,
  figure: 'backlog' | 'oldestSeconds' | 'pollers',
): FigureGauge<TemporalFigures> {
  const sample = (one: QueueFigures): [Record<string, string>, number] => [
    { queue: one.queue, kind: one.kind },
    one[figure],
  ];
  return { name, help, labelNames: ['queue', 'kind'], samples: ({ queues }) => queues.map(sample) };
}

function ofSchedules(
  name: string,
  help: string,
  figure: (one: ScheduleFigures) => number,
): FigureGauge<TemporalFigures> {
  const samples = ({ schedules }: TemporalFigures) =>
    schedules.map((one): [Record<string, string>, number] => [{ schedule: one.schedule }, figure(one)]);
  return { name, help, labelNames: ['schedule'], samples };
}
