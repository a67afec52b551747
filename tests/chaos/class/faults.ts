import { setTimeout as pause } from 'node:timers/promises';
import type { Behavior, OpenAiServerDouble } from '../../support/openai-server.js';
import { PARTS, type Part, type PrivateStack } from '../../support/private-stack.js';
import type { SmallDisk } from '../../support/small-disk.js';
import type { TcpMode, TcpProxy } from '../../support/tcp-proxy.js';
import { signalAll, treeOf } from './processes.js';

/** The variables of the engines that a proxy stands before. */
export const PROXIED = ['DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT', 'TEMPORAL_ADDRESS'] as const;
export type Proxied = (typeof PROXIED)[number];

/** What can be broken. */
export interface Breakable {
  stack: Omit<PrivateStack, 'close'>;
  proxies: Record<Proxied, TcpProxy>;
  ai: OpenAiServerDouble;
  disk: SmallDisk;
}

/** Something that goes wrong, for as long as `lasts`. */
export interface Fault {
  name: string;
  /** What it breaks; of two at once each breaks another. */
  breaks: string;
  happen(lasts: () => Promise<void>): Promise<void>;
}

const MODES: Record<string, TcpMode> = {
  refused: 'refuse',
  swallowed: 'black-hole',
  reset: 'reset',
  'half open': 'half-open',
  slow: { latencyMs: 300 },
};

const BEHAVIORS: readonly Behavior[] = [
  ...(['hang', 'hangInBody', 'closeConnection', 'closeInBody', 'malformedJson'] as const).map((kind) => ({ kind })),
  ...(['refusal', 'contentFilter', 'lengthCut', 'content', 'wrongDimension', 'wrongCount'] as const).map((kind) => ({
    kind,
  })),
  { kind: 'toolCall', arguments: '{"answer":' },
  { kind: 'status', code: 500 },
  { kind: 'status', code: 503, retryAfter: '2' },
  { kind: 'status', code: 429, retryAfter: '1' },
  { kind: 'status', code: 401 },
];

/** More requests than are made while a fault lasts. */
const REQUESTS = 200;

/** Every way in which something can go wrong here. */
export function faultsOf({ stack, proxies, ai, disk }: Breakable): Fault[] {
  const kill = (part: Part): Fault => ({
    name: `${part} killed`,
    breaks: part,
    happen: async () => {
      // Its supervisor may not have brought it back yet.
      await stack.kill(part).catch(() => {});
    },
  });
  const stop = (part: Part): Fault => ({
    name: `${part} stopped`,
    breaks: part,
    async happen(lasts) {
      let pids: number[] = [];
      try {
        pids = treeOf(stack.pidOf(part));
      } catch {
        return;
      }
      signalAll(pids, 'SIGSTOP');
      await lasts();
      signalAll(pids, 'SIGCONT');
    },
  });
  const cut = (engine: Proxied, mode: string): Fault => ({
    name: `${engine} ${mode}`,
    breaks: engine,
    async happen(lasts) {
      await proxies[engine].set(MODES[mode] ?? 'pass');
      await lasts();
      await proxies[engine].set('pass');
    },
  });
  const confuse = (behavior: Behavior): Fault => ({
    name: `AI server: ${behavior.kind}${'code' in behavior ? ` ${behavior.code}` : ''}`,
    breaks: 'AI',
    async happen(lasts) {
      ai.script(...Array<Behavior>(REQUESTS).fill(behavior));
      await lasts();
      ai.dropScript();
    },
  });
  const full: Fault = {
    name: 'the disk of PostgreSQL full',
    // It is filled and freed by statements where no disk can be mounted.
    breaks: 'postgres',
    async happen(lasts) {
      await disk.fill();
      await lasts();
      await disk.free();
    },
  };
  return [
    full,
    ...PARTS.flatMap((part) => [kill(part), stop(part)]),
    ...PROXIED.flatMap((engine) => Object.keys(MODES).map((mode) => cut(engine, mode))),
    ...BEHAVIORS.map(confuse),
  ];
}

/** All of them, in another order each time that all have been. */
export function* inRandomOrder(faults: readonly Fault[], random: () => number): Generator<Fault> {
  for (;;) {
    const keyed = faults.map((fault) => ({ fault, at: random() }));
    for (const { fault } of keyed.sort((a, b) => a.at - b.at)) yield fault;
  }
}

/** Share of the times at which two things go wrong at once. */
const PAIRS = 0.3;

/**
 * Has so many faults happen in so many seconds, one by one and in pairs, each for some part of its time.
 * @returns their names, in order; those of a pair joined
 */
export async function disturb(
  faults: readonly Fault[],
  { count, seconds, random, tell }: { count: number; seconds: number; random: () => number; tell(name: string): void },
): Promise<string[]> {
  const order = inRandomOrder(faults, random);
  const next = (): Fault => order.next().value as Fault;
  const [each, done] = [(seconds * 1_000) / count, [] as string[]];
  for (let happened = 0; happened < count; ) {
    const pair = [next()];
    if (random() < PAIRS && happened + 2 <= count) {
      let other = next();
      while (other.breaks === pair[0]?.breaks) other = next();
      pair.push(other);
    }
    const began = performance.now();
    const lasts = each * pair.length * (0.2 + 0.4 * random());
    const name = pair.map((fault) => fault.name).join(' + ');
    tell(name);
    await Promise.all(pair.map((fault) => fault.happen(() => pause(lasts))));
    done.push(name);
    happened += pair.length;
    await pause(Math.max(each * pair.length - (performance.now() - began), 0));
  }
  return done;
}
