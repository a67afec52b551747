import type { Child, ChildOptions } from '../children.js';
import type { PortMap, PortName } from '../ports.js';

export type EngineName = 'postgres' | 'valkey' | 's3' | 'temporal';

/** What an engine is started with. */
export interface Launch {
  /** Its own data folder. */
  data: string;
  ports: PortMap;
  /** Off, data need not outlive the machine's crash: for tests. */
  durable: boolean;
  env: NodeJS.ProcessEnv;
  startChild(options: Omit<ChildOptions, 'name'>): Promise<Child>;
}

/** One server that the product stands on. */
export interface Engine {
  name: EngineName;
  title: string;
  /** The variable that names the address of a running one. */
  variable: string;
  /** The ports it listens on. */
  ports: PortName[];
  /** Starts it. @throws Error naming `variable` when there is no suitable binary */
  launch(launch: Launch): Promise<Child>;
  /** The address that the product connects to. */
  address(ports: PortMap): string;
  /** Resolves when the engine at this address answers in its own protocol. @throws whatever it answers instead */
  check(address: string, env: NodeJS.ProcessEnv): Promise<void>;
  /** Removes what it keeps outside its data folder. */
  removeOutside?(data: string): void;
}

/** The environment of an engine: nothing of ours or the user's settings for its tools leaks in. */
export function plainEnvironment(data: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: data, LANG: 'C.UTF-8', TZ: 'UTC' };
}
