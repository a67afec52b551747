import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { supportSearches } from '../../../domain/support/searches.js';
import { createTemporalClient } from '../../../temporal-config/client.js';
import { body } from '../../support/body.js';
import { eventually } from '../../support/eventually.js';
import { json } from '../../support/http.js';
import { createStudent } from '../../support/student.js';
import { REASON, useSupport } from './use-support.js';

const { lines, make, post, tests } = useSupport();

describe('a search', () => {
  test('finds a student by what they tell: e-mail, friend code, an id of theirs, a run, and says so in the audit log', async () => {
    const sought = await createStudent(tests.app);
    const { code } = await body(await sought.fetch('/friends/code', json('POST', {})));
    const { id } = await make('questions', sought.id, 'failed');
    const { threadId } = await tests.app.db('questions').where({ id }).first('threadId');
    for (const wanted of [
      { email: ` ${sought.email.toUpperCase()} ` },
      { friendCode: code.toLowerCase() },
      { id: sought.id },
      { id },
      { id: `question:${id}:1` },
      { id: threadId },
    ]) {
      const found = await post('/users/search', wanted);
      expect(found.status).toBe(200);
      const text = await found.text();
      expect(JSON.parse(text)).toMatchObject({
        users: [{ id: sought.id, status: 'active', role: 'student' }],
        runs: [],
      });
      expect(text).not.toContain(sought.email);
    }
    const searched = ['email', 'friendCode', 'id', 'id', 'id', 'id'].map((by) => ({
      ...{ action: 'support.searched', actorId: tests.support.id, details: { by }, reason: REASON },
    }));
    expect(await lines(sought.id)).toMatchObject(searched);
    const nobody = await body(await post('/users/search', { email: 'nobody@example.org' }));
    expect(nobody).toEqual({ users: [], runs: [] });
    const [entry] = await tests.app.db('auditLog').where({ actorId: tests.support.id }).orderBy('id', 'desc').limit(1);
    expect(entry).toMatchObject({
      action: 'support.searched',
      subjectId: null,
      details: { by: 'email' },
      reason: REASON,
    });
  });

  test('finds what a request started, in Temporal', async () => {
    const requestId = `request-${randomUUID()}`;
    const asking = json('POST', { question: 'Why do tides come?' });
    await tests.student.fetch('/ai/doubt', { ...asking, headers: { ...asking.headers, 'X-Request-Id': requestId } });
    await eventually(async () => {
      const { users, runs } = await body(await post('/users/search', { requestId }));
      return users[0]?.id === tests.student.id && /^question:.*:1$/.test(runs[0]?.workflowId);
    });
  });
});

test('every search that support is given is one that Temporal understands', async () => {
  const page = readFileSync('docs/support.md', 'utf8');
  const linked = [...page.matchAll(/workflows\?query=([^)\s]+)/g)].map(([, query = '']) => decodeURIComponent(query));
  const written = [...page.matchAll(/^ {2}(\w+ .*)$/gm)].map(([, query = '']) => query);
  const made = supportSearches(new Date()).map(({ query }) => query);
  expect(linked.length).toBeGreaterThan(5);
  for (const query of made.filter((one) => !/Time/.test(one))) expect(linked).toContain(query);
  const client = createTemporalClient(tests.app.config);
  const { namespace } = client.options;
  const count = (query: string) => client.workflowService.countWorkflowExecutions({ namespace, query });
  try {
    for (const query of [...linked, ...written, ...made]) await count(query);
    await expect(count("NoSuchName = 'x'")).rejects.toThrow();
  } finally {
    await client.connection.close();
  }
});
