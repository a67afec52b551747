import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { HISTORIES, type Recording, replay } from '../support/histories.js';

const files = readdirSync(HISTORIES).filter((file) => file.endsWith('.json'));
const read = (file: string): Recording => JSON.parse(readFileSync(`${HISTORIES}/${file}`, 'utf8'));

describe('histories of earlier runs', () => {
  test.each([
    'ingest-material',
    'ingest-material-failed',
    'answer-question',
    'reconcile',
    'export-account',
    'send-mail',
    'sweep',
    'delete-material',
    'answer-question-revised',
    'reembed-material',
    'erase-account',
  ])('there is one of %s', (flow) => {
    expect(files.some((file) => file.startsWith(`${flow}.`))).toBe(true);
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
