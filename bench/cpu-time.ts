import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

interface ProcessTimes {
  pid: number;
  parent: number;
  /** Seconds of the process, and of children that ended and were waited for. */
  seconds: number;
}

/** Of a line of /proc/PID/stat; what stands in brackets may hold anything. */
function timesOf(stat: string): ProcessTimes {
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = rest.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid: Number.parseInt(stat, 10), parent: Number(rest[1]), seconds: ticks / TICKS };
}

function allTimes(): ProcessTimes[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      return [timesOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** Seconds of CPU that a process and all below it have taken so far; Linux only. */
export function cpuSeconds(root: number): number {
  const all = allTimes();
  const sumOf = (pid: number): number =>
    all.reduce((sum, one) => {
      if (one.pid === pid) return sum + one.seconds;
      return one.parent === pid ? sum + sumOf(one.pid) : sum;
    }, 0);
  return sumOf(root);
}
