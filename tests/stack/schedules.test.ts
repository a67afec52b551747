import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { readSchedules } from '../../temporal-config/read-schedules.js';
import { SCHEDULE_NAMES } from '../../temporal-config/schedules.js';
import { tellPaused } from '../../temporal-config/tell-paused.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { runCommand } from '../support/run-command.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('npm run schedules', () => {
  const schedules = (args: string[], env = {}) => runCommand('cli/schedules.ts', args, { ...app.env, ...env });
  const readiness = async () => body(await fetch(`${app.api.url}/readyz`));

  test('lists, pauses, resumes and begins runs of schedules, and a pause is told of', async () => {
    expect((await schedules(['sync'])).out).toBe('All schedules are up to date.\n');
    const { out } = await schedules(['list']);
    for (const name of SCHEDULE_NAMES)
      expect(out).toMatch(new RegExp(`^${name}: last run .*, next 20.*\\n  Usual: .*\\. If paused: `, 'm'));

    expect(await schedules(['pause', 'sweep', '--reason', 'Files are being moved'])).toMatchObject({ code: 0 });
    // Whoever brings schedules up to date leaves a pause, and why there is one.
    await schedules(['sync']);
    expect((await schedules(['list'])).out).toMatch(
      /^sweep \(paused\): last run .*, next when it is resumed; .*\n {2}Files are being moved$/m,
    );
    const client = createTemporalClient(app.config);
    const warnings: object[] = [];
    const log = {
      info() {},
      error() {},
      warn: (fields: object, message: string) => warnings.push({ ...fields, message }),
    };
    await tellPaused(client, app.config.TASK_QUEUE_PREFIX, log);
    expect(warnings).toEqual([{ schedule: 'sweep', note: 'Files are being moved', message: 'a schedule is paused' }]);
    await eventually(async () => (await readiness()).schedules === 'paused', 60_000);
    expect(await readiness()).toMatchObject({ status: 'degraded' });

    expect((await schedules(['resume', 'sweep'])).out).toBe('sweep runs again.\n');
    expect((await schedules(['list'])).out).toMatch(/^sweep: last run .*, next 20.*\n {2}Usual: /m);
    expect((await schedules(['trigger', 'sweep'])).out).toBe('Asked for a run of sweep.\n');
    const ran = async () => (await readSchedules(client, app.config.TASK_QUEUE_PREFIX)).get('sweep')?.lastRun;
    expect(await eventually(ran)).toBeInstanceOf(Date);
    await client.connection.close();
  }, 120_000);

  test('says in a sentence that Temporal is away', async () => {
    const away = await schedules(['list'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(away).toMatchObject({ code: 1, err: expect.stringMatching(/^Temporal does not answer.*\n$/) });
  });

  test.each([
    [[]],
    [['pause', 'sweep']],
    [['trigger']],
    [['trigger', 'nothing']],
    [['list', 'sweep']],
    [['sync', '--all']],
  ])('shows how it is used for %j', async (args) =>
    expect(await schedules(args)).toMatchObject({ code: 2, err: expect.stringContaining('trigger NAME') }),
  );
});

test('npm run deployments says what Temporal does not know, and when it is away', async () => {
  const deployments = (env = {}) =>
    runCommand('cli/deployments.ts', ['use', 'abc'], { ...app.env, WORKER_DEPLOYMENT: 'nobodys', ...env });
  const unknown = await deployments();
  expect(unknown).toMatchObject({ code: 1, err: expect.stringMatching(/^(?!Temporal does not answer).*nobodys.*\n$/) });
  const away = await deployments({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(away).toMatchObject({ code: 1, err: expect.stringMatching(/^Temporal does not answer.*\n$/) });
});
