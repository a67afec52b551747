import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { OPEN_STATES } from '../../domain/runs/states.js';

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string; description: string };
}

const { groups } = parse(readFileSync('docker/prometheus/alerts.yml', 'utf8')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const { panels } = JSON.parse(readFileSync('docker/grafana/scholium.json', 'utf8')) as {
  panels: { title: string; targets: { expr: string; legendFormat: string }[] }[];
};

/** What the parts of a query of one kind say. @throws Error where it is not PromQL */
function partsOf(query: string, kind: string): string[] {
  const parts: string[] = [];
  parser.parse(query).iterate({
    enter({ type, from, to }) {
      if (type.isError) throw new Error(`${query} is not PromQL at ${from}`);
      if (type.name === kind) parts.push(query.slice(from, to));
    },
  });
  return parts;
}

/** The labels of each metric that the processes tell, by the table that tests/e2e/metrics.test.ts holds them against. */
const [, section = ''] = readFileSync('docs/operations.md', 'utf8').split('\n## Metrics\n');
const told = new Map(
  [...section.matchAll(/^\| `(\w+)` \| (?:API|worker|both) \| ([\w, ]*) \|/gm)].map(([, name = '', labels = '']) => [
    name,
    labels.split(', '),
  ]),
);
/** What Prometheus itself adds, and what Node's own metrics are called. */
const KNOWN = { labels: ['instance', 'le'], metrics: /^(?:nodejs|process)_/ };

const queries = [
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }): [string, string] => [title, expr])),
];

describe('every query of alerts and of the dashboard', () => {
  test.each(queries)('%s asks for metrics and labels that there are', (_, query) => {
    const names = partsOf(query, 'Identifier').map((name) => name.replace(/_(?:count|sum|bucket)$/, ''));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !told.has(name) && !KNOWN.metrics.test(name))).toEqual([]);
    const labels = new Set([...KNOWN.labels, ...names.flatMap((name) => told.get(name) ?? [])]);
    expect(partsOf(query, 'LabelName').filter((label) => !labels.has(label))).toEqual([]);
  });
});

test('an alert looks at open work in each of its states', () => {
  const expr = rules.find(({ alert }) => alert === 'WorkWaits')?.expr ?? '';
  expect(OPEN_STATES.filter((state) => !expr.includes(`state="${state}"`))).toEqual([]);
});

test('a day without boards shows where the schedule does not run, and where it runs and they fail', () => {
  const expr = rules.find(({ alert }) => alert === 'DayWithoutBoard')?.expr ?? '';
  expect(partsOf(expr, 'Identifier')).toEqual(['schedule_age_seconds', 'unfinished_boards_seconds']);
});

describe('every alert', () => {
  test.each(rules)('$alert says what is wrong and what helps', ({ expr, annotations }) => {
    expect([annotations.summary.length > 20, annotations.description.length > 20]).toEqual([true, true]);
    // What is named in the text is there to be named: what a query sums over is gone.
    const kept = new Set(partsOf(expr, 'LabelName'));
    const named = [
      ...Object.values(annotations)
        .join()
        .matchAll(/\$labels\.(\w+)/g),
    ].map(([, label = '']) => label);
    expect(named.filter((label) => !kept.has(label))).toEqual([]);
  });
});
