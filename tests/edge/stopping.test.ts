import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { openSocket, responseOn } from '../support/raw-request.js';
import { createStudent } from '../support/student.js';
import { withTestApp } from '../support/test-app.js';

test('a stop answers who waits with the row as it stands, and ends the connection that would be kept', async () => {
  await withTestApp({ KEEP_ALIVE_SECONDS: '60', SHUTDOWN_SECONDS: '20' }, async (app) => {
    const { api, db } = app;
    const { accessToken } = await createStudent(app);
    const response = responseOn(
      openSocket(
        api.url,
        `POST /api/v1/users/me/export HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${accessToken}\r\n` +
          'Prefer: wait=30\r\nContent-Length: 0\r\n\r\n',
      ),
    );
    await eventually(() => db('exports').first());
    await db('exports').update({ status: 'processing' });
    await api.close();
    // Without its answer it would be cut before the 30 seconds are over.
    const { status, headers, body } = await response;
    expect([status, headers.connection, JSON.parse(body).status]).toEqual([202, 'close', 'processing']);
  });
});
