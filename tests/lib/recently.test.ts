import { expect, test } from '@jest/globals';
import { createRecently } from '../../lib/recently.js';
import { eventually } from '../support/eventually.js';

test('what happened counts for its time, and no longer', async () => {
  const refused = createRecently(100);
  expect(refused.isRecent()).toBe(false);
  refused.happened();
  expect(refused.isRecent()).toBe(true);
  await eventually(async () => !refused.isRecent());
});
