/**
 * The least that gives a list: Node's own HTTP server, the statements of it by `pg` alone, and `JSON.stringify`; nobody
 * asks who is there. `bare-lists.ts PORT FILE`, with the product's environment; the file holds the statements by path.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';
import { loadConfig } from '../config.js';
import { connectionSettings } from '../db/knex.js';
import type { Sent } from './requests/lists.js';

const [port, file = ''] = process.argv.slice(2);
const config = loadConfig(process.env);
const lists: Record<string, Sent[]> = JSON.parse(readFileSync(file, 'utf8'));
const pool = new pg.Pool({ ...connectionSettings(config.DATABASE_URL), max: config.DATABASE_POOL_MAX });

async function read(statements: readonly Sent[]): Promise<string> {
  const client = await pool.connect();
  try {
    const results: unknown[] = [];
    for (const { sql, bindings } of statements) results.push((await client.query(sql, bindings)).rows);
    return JSON.stringify(results);
  } finally {
    client.release();
  }
}

createServer((request, response) => {
  read(lists[request.url ?? ''] ?? []).then(
    (json) => response.setHeader('Content-Type', 'application/json').end(json),
    () => response.writeHead(500).end(),
  );
}).listen(Number(port), '127.0.0.1');
