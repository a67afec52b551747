import { type GoogleDouble, startGoogle } from './google.js';
import { startTestApp, type TestApp } from './test-app.js';

/** Starts an app, and the provider that it takes for Google; closing the app stops both. */
export async function startGoogleApp(): Promise<{ app: TestApp; google: GoogleDouble }> {
  const google = await startGoogle();
  const app = await startTestApp(google.env);
  const close = () => app.close().finally(() => google.stop());
  return { app: { ...app, close }, google };
}

/** How many rows there are of everything that a login could write. */
export async function loginRows({ db }: Pick<TestApp, 'db'>): Promise<unknown[]> {
  const tables = ['users', 'oauth_identities', 'sessions', 'one_time_codes', 'mails'];
  const counts = await Promise.all(tables.map((table) => db(table).count('* as n').first()));
  return counts.map((count) => count?.n);
}
