import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { env } from './database.js';

/** A database with the roles that docker-compose.yml gives it. */
export interface DockerRoles {
  /** The address of the role that owns the tables and is no superuser. */
  owner: string;
  /** The address of the API and the worker. */
  app: string;
  appRole: string;
  remove(): Promise<void>;
}

const PASSWORD = 'abc123';

/** Does what docker/postgres/10-roles.sh has psql do on an empty volume, with a database and roles of its own. */
export async function makeDockerRoles(): Promise<DockerRoles> {
  // Names that no other run has: roles belong to the whole server.
  const suffix = randomUUID().slice(0, 8);
  const [database, appRole] = [`scholium_${suffix}`, `scholium_app_${suffix}`];
  const [, sql = ''] = /<<'SQL'\n(.*)\nSQL\n/s.exec(readFileSync('docker/postgres/10-roles.sh', 'utf8')) ?? [];
  const named = sql
    .replaceAll(/:'\w+'/g, `'${PASSWORD}'`)
    .replaceAll(/\b(scholium_app|scholium|temporal)\b/g, `$1_${suffix}`);
  const [roles = '', extension = ''] = named.split(/^\\connect .*\n/m);
  // One at a time: a database cannot be made within a transaction.
  for (const statement of roles.split(';').filter((text) => text.trim() !== ''))
    await administer('postgres', statement);
  await administer(database, extension);
  return {
    owner: urlOf(database, { role: database }),
    app: urlOf(database, { role: appRole }),
    appRole,
    async remove() {
      await administer('postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      for (const role of [appRole, database, `temporal_${suffix}`])
        await administer('postgres', `DROP ROLE IF EXISTS ${role}`);
    },
  };
}

function urlOf(database: string, { role }: { role?: string } = {}): string {
  const url = new URL(env('DATABASE_URL'));
  url.pathname = `/${database}`;
  if (role) [url.username, url.password] = [role, PASSWORD];
  return url.href;
}

async function administer(database: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
