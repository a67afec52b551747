import autocannon from 'autocannon';
import { recorded } from '../../stack/processes.js';
import { type Bench, type Figures, slackOf } from '../benchmark.js';
import { printTarget } from '../report.js';
import type { SignedIn } from '../sign-in.js';
import { rounded } from '../statistics.js';
import { residentMb } from '../worker.js';
import { LISTS } from './lists.js';

const REQUESTS = { short: 10_000, usual: 300_000 };
/** Equal parts, after each of which memory is looked at; the last of them are compared with as many before. */
const PARTS = 20;
const COMPARED = 8;
const CONNECTIONS = 20;
/** Times the least of the parts before. */
const MAX_GROWTH = 1.1;

/**
 * Whether the API's memory stays where it is, over requests for every list by turns. What is compared is the least that
 * it came down to: between two collections of garbage it rises, whether anything is kept or not.
 */
export async function measureMemory(bench: Bench, api: string, { token }: SignedIn): Promise<Figures> {
  const requests = bench.isShort ? REQUESTS.short : REQUESTS.usual;
  const pid = recorded(bench.children.home.run, 'api')?.pid ?? 0;
  const megabytes: number[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const { non2xx, errors } = await autocannon({
      url: api,
      connections: CONNECTIONS,
      amount: requests / PARTS,
      requests: LISTS.map(({ path }) => ({ path: `/api/v1${path}` })),
      headers: { Authorization: `Bearer ${token}` },
    });
    if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests were not answered`);
    megabytes.push(residentMb(pid));
    bench.say(`${(requests / PARTS) * (part + 1)} requests: ${megabytes.at(-1)} MiB`);
  }
  const least = (from: number, to: number) => Math.min(...megabytes.slice(from, to));
  const growth = rounded(least(PARTS - COMPARED, PARTS) / least(PARTS - 2 * COMPARED, PARTS - COMPARED), 2);
  const isFlat = printTarget(
    `memory comes down to at most ${MAX_GROWTH} times what it came down to before (${growth})`,
    growth <= MAX_GROWTH,
  );
  return { requests, megabytes, growth, isFlat, withinRatios: growth <= MAX_GROWTH * slackOf(bench) };
}
