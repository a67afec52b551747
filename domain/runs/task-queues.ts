/**
 * Task queues by what their work costs: short database work, CPU, rate-limited calls that somebody waits for, vectors
 * of whole documents (apart, so that a pile of documents holds no question up), a mail server.
 */
export const QUEUES = ['core', 'ingestion', 'ai', 'embedding', 'mail'] as const;
export type Queue = (typeof QUEUES)[number];

/** The task queue's full name under a deployment's prefix. */
export const taskQueue = (prefix: string, queue: Queue): string => `${prefix}${queue}`;

/** From inside a workflow, which runs on `core`: the sibling queue under the same prefix. */
export const siblingQueue = (coreQueue: string, queue: Queue): string =>
  taskQueue(coreQueue.slice(0, -'core'.length), queue);
