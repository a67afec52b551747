import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { Activities } from '../../../temporal-config/create-activities.js';
import type { TestData } from '../test-data.js';

/** One activity as its workflow calls it, with what those before it gave. */
export interface ActivityStep {
  activity: keyof Activities;
  run(): Promise<unknown>;
  /** It only makes what the next needs; another flow has it for its own sake. */
  isPreparation?: true;
}

/** A worker's activities, and the data they work on. */
export interface ActivityWorker {
  data: TestData;
  activities: Activities;
  /** The model of the worker's embeddings. */
  model: string;
}

/** The activities of a run in the order of its workflow, over rows of its own. */
export type ActivityFlow = (worker: ActivityWorker) => Promise<ActivityStep[]>;

/** Flows by their names; a second of a flow says which it is. */
export type ActivityFlows = Record<string, ActivityFlow>;

/** A step that is there for the sake of the next. */
export const prepare = (step: ActivityStep): ActivityStep => ({ ...step, isPreparation: true });

const QUIET = new DefaultLogger('ERROR');

/** Makes steps that call activities in a context of their own, as a worker does. */
export const stepsOf =
  (activities: Activities) =>
  <Name extends keyof Activities>(
    activity: Name,
    input?: () => Parameters<Activities[Name]>[0],
    then: (result: Awaited<ReturnType<Activities[Name]>>) => void = () => {},
  ): ActivityStep => ({
    activity,
    async run() {
      const call = activities[activity] as (input: unknown) => Promise<unknown>;
      const result = await new MockActivityEnvironment({}, { logger: QUIET }).run(call, input?.());
      then(result as Awaited<ReturnType<Activities[Name]>>);
      return result;
    },
  });
