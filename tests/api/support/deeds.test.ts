import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { WORK_KINDS } from '../../../domain/support/work-kinds.js';
import { createTemporalClient } from '../../../temporal-config/client.js';
import { syncSchedules } from '../../../temporal-config/schedules.js';
import { body } from '../../support/body.js';
import { json } from '../../support/http.js';
import { overtake } from '../../support/overtake.js';
import { createStudent } from '../../support/student.js';
import { REASON, useSupport } from './use-support.js';

const { createSupporter, lines, make, post, tests } = useSupport();

describe.each(WORK_KINDS)('of %s', (kind) => {
  test('one that failed gets a new run, and one that waits is stopped', async () => {
    const owner = await createStudent(tests.app);
    const failed = await make(kind, owner.id, 'failed');
    const retried = await post(`/${kind}/${failed.id}/retry`);
    expect([retried.status, await body(retried)]).toMatchObject([202, { status: 'queued', failure: null, runNo: 2 }]);
    expect((await post(`/${kind}/${failed.id}/retry`)).status).toBe(202);
    const stopped = await post(`/${kind}/${failed.id}/cancel`);
    expect([stopped.status, await body(stopped)]).toMatchObject([200, { status: 'cancelled', runNo: 2 }]);
    const details = { kind, id: failed.id };
    expect(await lines(owner.id)).toMatchObject(
      ['retried', 'retried', 'cancelled'].map((deed) => ({ action: `support.${deed}`, reason: REASON, details })),
    );
  });

  test('one that is done is left as it is, and so is one of nobody', async () => {
    const owner = await createStudent(tests.app);
    const state = { materials: 'ready', questions: 'answered', quizzes: 'ready', mails: 'sent', exports: 'ready' }[
      kind
    ];
    const { id } = await make(kind, owner.id, state);
    expect((await post(`/${kind}/${id}/retry`)).status).toBe(409);
    expect((await post(`/${kind}/${id}/cancel`)).status).toBe(409);
    expect((await post(`/${kind}/${randomUUID()}/retry`)).status).toBe(404);
    expect(await lines(owner.id)).toEqual([]);
  });
});

describe('XP', () => {
  const adjust = (id: string, key: string, points: number) =>
    tests.support.fetch(`/support/users/${id}/xp-adjustments`, {
      ...json('POST', { points, reason: REASON }),
      headers: { ...json('POST', {}).headers, 'Idempotency-Key': key },
    });

  test('that is given is a line of the ledger and a notice, once a key', async () => {
    const { id } = await createStudent(tests.app);
    const key = randomUUID();
    for (let time = 0; time < 2; time += 1) {
      const adjusted = await adjust(id, key, 120);
      expect([adjusted.status, await body(adjusted)]).toMatchObject([201, { xp: 120 }]);
    }
    expect((await adjust(id, key, 121)).status).toBe(422);
    expect(await tests.app.db('xpLogs').where({ userId: id })).toMatchObject([{ kind: 'correction', granted: 120 }]);
    expect(await tests.app.db('notices').where({ userId: id })).toMatchObject([
      { kind: 'xp-adjusted', facts: { points: 120 } },
    ]);
    expect(await lines(id)).toMatchObject([{ action: 'support.adjusted-xp', details: { points: 120 } }]);
  });

  test('of their own nobody of support adjusts, nor that of who is not there', async () => {
    expect((await adjust(tests.support.id, randomUUID(), 5)).status).toBe(403);
    expect((await adjust(randomUUID(), randomUUID(), 5)).status).toBe(404);
    expect(await tests.app.db('xpLogs').where({ userId: tests.support.id })).toEqual([]);
  });

  test('a role that was taken away meanwhile gives nothing', async () => {
    const former = await createSupporter();
    const { id } = await createStudent(tests.app);
    const send = () => post(`/users/${id}/xp-adjustments`, { points: 5 }, former);
    const response = await overtake(tests.app, former.id, send, (trx) =>
      trx('users').where({ id: former.id }).update({ role: 'student' }),
    );
    expect(response.status).toBe(403);
    expect([await tests.app.db('xpLogs').where({ userId: id }), await lines(id)]).toEqual([[], []]);
  });
});

test('what runs by the clock is run now, and only what there is', async () => {
  expect((await post('/jobs/nothing/run')).status).toBe(404);
  const client = createTemporalClient(tests.app.config);
  try {
    await syncSchedules(client, tests.app.config.TASK_QUEUE_PREFIX);
    const asked = await post('/jobs/sweep/run');
    expect([asked.status, decodeURIComponent((await body(asked)).temporalUrl)]).toEqual([
      202,
      expect.stringMatching(/query=Flow = 'sweep'$/),
    ]);
    const { info } = await client.schedule.getHandle(`${tests.app.config.TASK_QUEUE_PREFIX}sweep`).describe();
    expect(info.numActionsTaken).toBe(1);
  } finally {
    await client.connection.close();
  }
});
