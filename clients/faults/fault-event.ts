import { type Event, type StackFrame, uuid4 } from '@sentry/core';
import type { FaultFacts } from '../../domain/faults.js';
import type { Frame } from '../../lib/error-location.js';

/** Which program a fault happened in. */
export interface FaultSource {
  /** `api` or `worker`. */
  part: string;
  release: string;
  environment: string;
}

/** Where our own code begins in the path of a file: the rest is the machine's. */
const ROOT = new URL('../../', import.meta.url).pathname;

/** The facts of a fault as an event of Sentry's, and nothing beside them: what follows is the whole of what leaves. */
export function faultEvent(
  { what, name, code, frames, ids }: FaultFacts,
  { part, release, environment }: FaultSource,
  now: Date,
): Event {
  const [innermost] = frames;
  return {
    event_id: uuid4(),
    timestamp: now.getTime() / 1_000,
    platform: 'node',
    level: 'error',
    release,
    environment,
    tags: { part, ...ids, ...(code ? { code } : {}) },
    fingerprint: [what, name, code ?? '', ids.failure ?? '', ids.type ?? '', innermost ? fileOf(innermost) : ''],
    exception: { values: [{ type: name, value: what, stacktrace: { frames: frames.map(stackFrame).reverse() } }] },
  };
}

const stackFrame = (frame: Frame): StackFrame => ({
  function: frame.name || '<module>',
  filename: fileOf(frame),
  lineno: frame.line,
  colno: frame.column,
  in_app: !/node:|node_modules/.test(frame.file),
});

function fileOf({ file }: Frame): string {
  const path = file.replace(/^file:\/\//, '');
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path.replace(/^.*\/node_modules\//, 'node_modules/');
}
