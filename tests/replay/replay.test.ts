import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { FLOW_NAMES } from '../../domain/runs/flows.js';
import { HISTORIES, type Recording, replay } from '../support/histories.js';

const files = readdirSync(HISTORIES).filter((file) => file.endsWith('.json'));
const kebabCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const read = (file: string): Recording => JSON.parse(readFileSync(`${HISTORIES}/${file}`, 'utf8'));

describe('histories of earlier runs', () => {
  test.each([
    ...FLOW_NAMES.map(kebabCase),
    ...[
      'reconcile',
      'sweep',
      'ingest-material-failed',
      'send-mail-skipped',
      'send-mail-failed',
      'answer-question-revised',
    ],
  ])('there is one of %s', (name) => {
    expect(files.some((file) => file.startsWith(`${name}.`))).toBe(true);
  });

  test.each(files)('%s replays on the code of today', async (file) => {
    await replay(read(file));
  });

  test.each(files)('%s with another activity in its place does not', async (file) => {
    const { workflowId, history } = read(file);
    const text = JSON.stringify(history);
    const [scheduled = ''] = /"activityType":\{"name":"\w+"\}/.exec(text) ?? [];
    const changed = text.replaceAll(scheduled, '"activityType":{"name":"somethingElse"}');
    await expect(replay({ workflowId, history: JSON.parse(changed) })).rejects.toThrow(/[Nn]ondetermin|determinism/);
  });
});
