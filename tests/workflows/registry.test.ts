import { describe, expect, test } from '@jest/globals';
import { FLOW_NAMES, FLOWS } from '../../domain/runs/flows.js';
import { mergeActivities } from '../../temporal-config/merge-activities.js';
import { schedules } from '../../temporal-config/schedules.js';
import * as workflows from '../../workflows/index.js';
import { kebabCase, listRecordings, readRecording } from '../support/recordings.js';
import { STEP_STUBS } from '../support/step-stubs.js';

/** Flows that work on no row, and begin by a schedule. */
const SCHEDULED = [
  'reconcile',
  'sweep',
  'settleStreaks',
  'retireQuestions',
  'trainWeights',
  'recommendationsTick',
  'leaderboardTick',
  'endLeagueWeeks',
  'flagAnomalies',
];
/** Those that these begin. */
const CHILDREN = ['recommendationsRun', 'leaderboardRun'];
const ALL = [...FLOW_NAMES, ...SCHEDULED, ...CHILDREN];

interface RecordedEvent {
  workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
  activityTaskScheduledEventAttributes?: { activityType: { name: string } };
}

const histories = listRecordings().map((file) => {
  const history = readRecording(file).history as { events: RecordedEvent[] };
  const [started] = history.events;
  return {
    file,
    flow: started?.workflowExecutionStartedEventAttributes?.workflowType.name ?? '',
    steps: history.events.flatMap(({ activityTaskScheduledEventAttributes: one }) => one?.activityType.name ?? []),
  };
});

describe('what is written in several places', () => {
  test('the bundle has every flow, and no other', () => {
    expect(Object.keys(workflows).sort()).toEqual(ALL.toSorted());
  });

  test('a flow without rows has a schedule', () => {
    expect(schedules('p-').map(({ action }) => action.workflowType)).toEqual(SCHEDULED);
  });

  test('flows that live long go over to new builds, and no others', () => {
    const goOver = Object.entries(workflows).filter(([, workflow]) => 'workflowDefinitionOptions' in workflow);
    expect(goOver.map(([name]) => name).sort()).toEqual(FLOW_NAMES.filter((flow) => FLOWS[flow].livesLong).sort());
  });

  test('two steps of one name are refused, since Temporal would know only one', () => {
    const step = async () => {};
    expect(() => mergeActivities([{ one: step, two: step }, { two: step }])).toThrow('two');
    expect(mergeActivities([{ one: step }, { two: step }])).toEqual({ one: step, two: step });
  });
});

describe('recorded histories', () => {
  test.each(histories)('$file is of the flow that it is named by', ({ file, flow }) => {
    expect(ALL).toContain(flow);
    expect(file.startsWith(kebabCase(flow))).toBe(true);
  });

  test.each(histories)('the worker has every step of $file, which may still be open somewhere', ({ steps }) => {
    expect(Object.keys(STEP_STUBS)).toEqual(expect.arrayContaining(steps));
    expect(steps).not.toEqual([]);
  });
});
