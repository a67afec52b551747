import type { Knex } from 'knex';
import type { Sent } from './lists.js';

/** A node of a plan as PostgreSQL tells it in JSON. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** What is looked at of the plan by which a statement was run. */
export interface StatementPlan {
  sql: string;
  /** Big tables that were read from end to end. */
  scanned: string[];
  /** Indexes of big tables that it used. */
  indexes: string[];
  /** Pages of 8 KiB that it looked at. */
  buffers: number;
}

/** Tables that take at least so many pages of 8 KiB, by what was analyzed last. */
export async function bigTables(db: Knex, pages: number): Promise<Set<string>> {
  const names: string[] = await db('pg_class')
    .whereRaw(`relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relpages >= ?`, [pages])
    .pluck('relname');
  return new Set(names);
}

/** Runs a statement and gives its plan. Statements that read nothing, such as those that begin a transaction, have no plan. */
export async function explainStatement(
  db: Knex,
  { sql, bindings }: Sent,
  big: ReadonlySet<string>,
): Promise<StatementPlan | undefined> {
  if (!/^\s*(select|with|\()/i.test(sql)) return undefined;
  const connection = await db.client.acquireConnection();
  try {
    const { rows } = await connection.query(`EXPLAIN (ANALYZE, BUFFERS, TIMING off, FORMAT json) ${sql}`, bindings);
    const [{ Plan: plan }] = rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
    const nodes = nodesOf(plan);
    const ofBig = (node: PlanNode) => node['Relation Name'] !== undefined && big.has(node['Relation Name']);
    return {
      sql,
      scanned: nodes
        .filter((node) => node['Node Type'] === 'Seq Scan' && ofBig(node))
        .map((node) => `${node['Relation Name']}`),
      indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
      buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    };
  } finally {
    await db.client.releaseConnection(connection);
  }
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
