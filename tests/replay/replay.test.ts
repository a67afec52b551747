import { describe, expect, test } from '@jest/globals';
import { FLOW_NAMES } from '../../domain/runs/flows.js';
import { replay } from '../support/histories.js';
import { kebabCase, listRecordings, readRecording } from '../support/recordings.js';

const files = listRecordings();

describe('histories of earlier runs', () => {
  test.each([
    ...FLOW_NAMES.map(kebabCase),
    ...[
      'reconcile',
      'sweep',
      'settle-streaks',
      'train-weights',
      'recommendations-tick',
      'recommendations-run',
      'leaderboard-tick',
      'leaderboard-run',
      'ingest-material-failed',
      'send-mail-skipped',
      'send-mail-failed',
      'answer-question-revised',
    ],
  ])('there is one of %s', (name) => {
    expect(files.some((file) => file.startsWith(`${name}.`))).toBe(true);
  });

  test.each(files)('%s replays on the code of today', async (file) => {
    await replay(readRecording(file));
  });

  test.each(files)('%s with another activity in its place does not', async (file) => {
    const { workflowId, history } = readRecording(file);
    const text = JSON.stringify(history);
    const [scheduled = ''] = /"activityType":\{"name":"\w+"\}/.exec(text) ?? [];
    const changed = text.replaceAll(scheduled, '"activityType":{"name":"somethingElse"}');
    await expect(replay({ workflowId, history: JSON.parse(changed) })).rejects.toThrow(/[Nn]ondetermin|determinism/);
  });
});
