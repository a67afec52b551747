import fc from 'fast-check';
import { addDays } from '../../../../domain/game/calendar-day.js';
import { changeRule } from '../../../../domain/game/change-rule.js';
import { checkPause, endPause, type Pause } from '../../../../domain/game/streak/pauses.js';
import { replay, settle, study } from '../../../../domain/game/streak/settle.js';
import { NO_STREAK, type StreakState } from '../../../../domain/game/streak/state.js';
import { dayAt, type StudyCalendar } from '../../../../domain/game/study-calendar.js';
import type { DayRule } from '../../../../domain/game/study-day.js';

const HOUR_MS = 3_600_000;

/** Zones whose clocks are odd, and some between which a day is nearly lost or won. */
const ZONES = [
  ...['America/Havana', 'Atlantic/Azores', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu'],
  ...['Pacific/Honolulu', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Europe/Berlin', 'America/New_York', 'UTC'],
];

export const arbRule: fc.Arbitrary<DayRule> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  dayStartsAt: fc.integer({ min: 0, max: 6 }),
});

/** Beginnings of lives: any hour, and the weeks around Samoa's missing day and around changes of summer time. */
export const arbBeginning: fc.Arbitrary<Date> = fc
  .oneof(
    fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2037, 0) }),
    ...[Date.UTC(2011, 11, 15), Date.UTC(2026, 2, 1), Date.UTC(2026, 9, 15), Date.UTC(2028, 1, 20)].map((from) =>
      fc.integer({ min: from, max: from + 14 * 24 * HOUR_MS }),
    ),
  )
  .map((at) => new Date(at));

/** What happens in a life after some hours; an activity may be told of hours late. */
export type Happening =
  | { kind: 'studies'; late: number }
  | { kind: 'moves'; to: DayRule }
  | { kind: 'pauses'; inDays: number; days: number }
  | { kind: 'ends a pause' }
  | { kind: 'is looked at' };

export interface Life {
  rule: DayRule;
  from: Date;
  steps: { hours: number; happens: Happening }[];
}

const arbHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('studies' as const),
      late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('moves' as const), to: arbRule }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pauses' as const),
      inDays: fc.integer({ min: 0, max: 3 }),
      days: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'ends a pause' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'is looked at' as const }) },
);

export const arbLife: fc.Arbitrary<Life> = fc.record({
  rule: arbRule,
  from: arbBeginning,
  steps: fc.array(
    fc.record({
      hours: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 26 }) }, fc.integer({ min: 27, max: 120 })),
      happens: arbHappening,
    }),
    { minLength: 1, maxLength: 70, size: 'max' },
  ),
});

/** A student as the services keep one: a state that goes from event to event. */
export class Student {
  state: StreakState = NO_STREAK;
  calendar: StudyCalendar;
  pauses: Pause[] = [];
  readonly studiedDays = new Set<string>();
  readonly excusedDays = new Set<string>();
  freezesSpent = 0;
  now: Date;

  constructor(rule: DayRule, from: Date) {
    this.calendar = [{ ...rule, from: new Date(0) }];
    this.now = from;
  }

  get today(): string {
    return dayAt(this.calendar, this.now);
  }

  get context(): { calendar: StudyCalendar; pauses: Pause[]; today: string } {
    return { calendar: this.calendar, pauses: this.pauses, today: this.today };
  }

  isLookedAt(): void {
    this.state = settle(this.state, this.context).state;
  }

  /** @param at when it was done, which may be days ago */
  studies(at = this.now): void {
    const day = dayAt(this.calendar, at);
    if (this.studiedDays.has(day)) return;
    this.studiedDays.add(day);
    const { through } = this.state;
    this.state = through !== null && day <= through ? this.replayed() : study(this.state, this.context, day).state;
  }

  moves(to: DayRule): void {
    this.calendar = changeRule(this.calendar, to, this.now);
  }

  wishesPause(inDays: number, days: number): void {
    const firstDay = addDays(this.today, inDays);
    const wish = { firstDay, lastDay: addDays(firstDay, days - 1) };
    if (checkPause(wish, this.pauses, this.today, this.state.through) === undefined)
      this.pauses = [...this.pauses, wish];
  }

  endsPause(): void {
    const { today } = this;
    this.pauses = this.pauses.flatMap((pause) => endPause(pause, today) ?? []);
    this.state = this.replayed();
  }

  replayed(): StreakState {
    return replay(this.studiedDays, this.context).state;
  }
}

/** Lives a life, with a look at the student after each event and at the end, when everything late has come. */
export function live({ rule, from, steps }: Life, look: (student: Student) => void): Student {
  const student = new Student(rule, from);
  let late: { at: Date; due: number }[] = [];
  const arrive = (until: number): void => {
    const due = late.filter((event) => event.due <= until);
    late = late.filter((event) => event.due > until);
    for (const { at } of due) student.studies(at);
  };
  for (const { hours, happens } of steps) {
    student.now = new Date(student.now.getTime() + hours * HOUR_MS);
    arrive(student.now.getTime());
    switch (happens.kind) {
      case 'studies':
        if (happens.late === 0) student.studies();
        else late.push({ at: student.now, due: student.now.getTime() + happens.late * HOUR_MS });
        break;
      case 'moves':
        student.moves(happens.to);
        break;
      case 'pauses':
        student.wishesPause(happens.inDays, happens.days);
        break;
      case 'ends a pause':
        student.endsPause();
        break;
      case 'is looked at':
        student.isLookedAt();
    }
    look(student);
  }
  arrive(Number.POSITIVE_INFINITY);
  student.isLookedAt();
  look(student);
  return student;
}
