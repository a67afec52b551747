/**
 * Task queues by what their work costs: short database work, CPU, rate-limited calls that somebody waits for, vectors
 * of whole documents (apart, so that a pile of documents holds no question up), a mail server.
 */
export const QUEUES = ['core', 'ingestion', 'ai', 'embedding', 'mail'] as const;
export type Queue = (typeof QUEUES)[number];

/** The task queue's full name under a deployment's prefix. */
export const taskQueue = (prefix: string, queue: Queue): string => `${prefix}${queue}`;

/** From inside a workflow, which runs on `core`: the prefix of its deployment. */
export const prefixOf = (coreQueue: string): string => coreQueue.slice(0, -'core'.length);

/** From inside a workflow: the sibling queue under the same prefix. */
export const siblingQueue = (coreQueue: string, queue: Queue): string => taskQueue(prefixOf(coreQueue), queue);
