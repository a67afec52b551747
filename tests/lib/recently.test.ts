import { expect, test } from '@jest/globals';
import { createRecently } from '../../lib/recently.js';
import { eventually } from '../support/eventually.js';

test('what happened counts for its time, again and again, and what did not happen never', async () => {
  const recently = createRecently(60_000);
  expect(recently.isRecent()).toBe(false);
  recently.happened();
  expect(recently.isRecent()).toBe(true);

  const soonOver = createRecently(20);
  soonOver.happened();
  await eventually(async () => !soonOver.isRecent());
  await eventually(async () => {
    soonOver.happened();
    return soonOver.isRecent();
  });
});
