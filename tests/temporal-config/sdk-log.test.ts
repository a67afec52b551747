import { expect, test } from '@jest/globals';
import { createSdkLogger } from '../../temporal-config/sdk-log.js';

function logged(tell: (logger: ReturnType<typeof createSdkLogger>) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const say = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  tell(createSdkLogger({ info: say('info'), warn: say('warn'), error: say('error') }));
  return lines;
}

test('warnings and errors of the SDK are lines with ids, without what their errors say', () => {
  const error = new TypeError('of somebody@example.org');
  const ids = { workflowId: 'mail:1:1', runId: 'r', activityId: '2', attempt: 3, taskQueue: 'mail' };
  const lines = logged((logger) => {
    logger.info('Worker state changed', {});
    logger.warn('A call is tried again', { sdkComponent: 'core' });
    logger.error('Failed to process', {
      ...ids,
      sdkComponent: 'worker',
      activityType: 'deliverMail',
      error,
      input: 'x',
    });
  });
  expect(lines).toEqual([
    expect.objectContaining({ level: 'warn', message: 'A call is tried again', sdk: 'core' }),
    {
      ...{ level: 'error', message: 'Failed to process', sdk: 'worker', type: 'deliverMail', ...ids },
      ...{ error: 'TypeError', stack: expect.stringContaining('sdk-log.test') },
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('somebody');
});

test('what our own lines tell is not told twice', () => {
  expect(
    logged((logger) => {
      logger.warn('Activity failed', { error: new Error('x') });
      logger.warn('Workflow failed', { error: new Error('x') });
    }),
  ).toEqual([]);
});
