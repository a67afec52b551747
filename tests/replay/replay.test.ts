import { beforeAll, describe, expect, test } from '@jest/globals';
import * as workflows from '../../workflows/index.js';
import { replayAll } from '../support/histories.js';
import { kebabCase, listRecordings, type Recording, readRecording } from '../support/recordings.js';

const files = listRecordings();

describe('histories of earlier runs', () => {
  test.each([
    ...Object.keys(workflows).map(kebabCase),
    ...[
      'reconcile-repaired',
      'ingest-material-failed',
      'ingest-material-while-read',
      'send-mail-skipped',
      'send-mail-failed',
      'answer-question-revised',
    ],
  ])('there is one of %s', (name) => {
    expect(files.some((file) => file.startsWith(`${name}.`))).toBe(true);
  });

  /** The same run, that has begun with another activity. */
  const withOther = ({ workflowId, history }: Recording): Recording => {
    const text = JSON.stringify(history);
    const [scheduled = ''] = /"activityType":\{"name":"\w+"\}/.exec(text) ?? [];
    return { workflowId, history: JSON.parse(text.replaceAll(scheduled, '"activityType":{"name":"somethingElse"}')) };
  };
  let asRecorded: (Error | undefined)[];
  let changed: (Error | undefined)[];
  beforeAll(async () => {
    const recordings = files.map(readRecording);
    asRecorded = await replayAll(recordings);
    changed = await replayAll(recordings.map(withOther));
  });

  test.each(files.map((file, index) => [file, index] as const))('%s replays on the code of today', (_file, index) => {
    expect(asRecorded).toHaveLength(files.length);
    expect(asRecorded[index]).toBeUndefined();
  });

  test.each(files.map((file, index) => [file, index] as const))(
    '%s with another activity in its place does not',
    (_file, index) => {
      expect(changed[index]?.message).toMatch(/[Nn]ondetermin|determinism/);
    },
  );
});
