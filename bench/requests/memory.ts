import autocannon from 'autocannon';
import { recorded } from '../../stack/processes.js';
import { type Bench, type Figures, slackOf } from '../benchmark.js';
import { printTarget } from '../report.js';
import type { SignedIn } from '../sign-in.js';
import { rounded } from '../statistics.js';
import { residentMb } from '../worker.js';
import { LISTS } from './lists.js';

const REQUESTS = { short: 10_000, usual: 300_000 };
/** Equal parts, after each of which memory is looked at. */
const PARTS = 10;
const CONNECTIONS = 20;
/** Times the memory of the middle of all requests. */
const MAX_GROWTH = 1.1;

/** Whether the API's memory stays where it is, over requests for every list by turns. */
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
  const most = (from: number, to: number) => Math.max(...megabytes.slice(from, to));
  const growth = rounded(most(PARTS - 3, PARTS) / most(PARTS / 2 - 2, PARTS / 2 + 1), 2);
  const isFlat = printTarget(
    `memory of the last requests at most ${MAX_GROWTH} times that of the middle ones (${growth})`,
    growth <= MAX_GROWTH,
  );
  return { requests, megabytes, growth, isFlat, withinRatios: growth <= MAX_GROWTH * slackOf(bench) };
}
