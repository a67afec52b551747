/** A metric of Temporal's SDK, by its name without prefix and suffix. */
export interface SdkMetric {
  kind: 'counter' | 'gauge' | 'histogram';
  name: string;
  help: string;
  /** Those of the SDK's labels that are kept. */
  labelNames: readonly string[];
}

const QUEUE = ['task_queue'];
const WORKFLOW = ['workflow_type'];
const ACTIVITY = ['activity_type'];

const metric =
  (kind: SdkMetric['kind']) =>
  (name: string, labelNames: readonly string[], help: string): SdkMetric => ({ kind, name, labelNames, help });
const counter = metric('counter');
const gauge = metric('gauge');
const histogram = metric('histogram');

/** What is kept of what the SDK measures; the rest says the same in another way, or belongs to what is not used here. */
export const SDK_METRICS: readonly SdkMetric[] = [
  histogram('activity_schedule_to_start_latency', QUEUE, 'How long activities waited for a worker'),
  histogram('activity_execution_latency', ACTIVITY, 'Time of each attempt at an activity, as the SDK sees it'),
  histogram('activity_succeed_endtoend_latency', ACTIVITY, 'From the scheduling of an activity to its success'),
  counter('activity_execution_failed', ACTIVITY, 'Attempts at activities that failed'),
  histogram('workflow_task_schedule_to_start_latency', QUEUE, 'How long workflow tasks waited for a worker'),
  histogram('workflow_task_execution_latency', WORKFLOW, 'Time of each workflow task'),
  histogram('workflow_task_replay_latency', WORKFLOW, 'Time in which a history was replayed'),
  counter('workflow_task_execution_failed', [...WORKFLOW, 'failure_reason'], 'Workflow tasks that failed: broken code'),
  histogram('workflow_endtoend_latency', WORKFLOW, 'From the start of a run to its end'),
  counter('workflow_completed', WORKFLOW, 'Runs that reached an end'),
  counter('workflow_failed', WORKFLOW, 'Runs that failed'),
  counter('workflow_canceled', WORKFLOW, 'Runs that ended as cancelled in Temporal'),
  counter('workflow_continue_as_new', WORKFLOW, 'Runs that went on under a new history'),
  gauge('sticky_cache_size', QUEUE, 'Runs that are kept in memory'),
  counter('sticky_cache_miss', QUEUE, 'Workflow tasks whose run had to be replayed'),
  counter('sticky_cache_total_forced_eviction', QUEUE, 'Runs that were put out of memory'),
  gauge(
    'worker_task_slots_available',
    [...QUEUE, 'worker_type'],
    'Tasks that the process could take beside those it has',
  ),
  gauge('worker_task_slots_used', [...QUEUE, 'worker_type'], 'Tasks that the process works on'),
  gauge('num_pollers', [...QUEUE, 'poller_type'], 'Calls by which the process waits for tasks'),
  counter('request', ['operation'], 'Calls to Temporal'),
  counter('request_failure', ['operation', 'status_code'], 'Calls to Temporal that failed'),
  histogram('request_latency', ['operation'], 'Time of each call to Temporal'),
  counter('long_request_failure', ['operation', 'status_code'], 'Waits for tasks that failed'),
];
