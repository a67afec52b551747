/** `npm run schedules -- list|trigger|pause|resume|sync`: works on what the environment names, by default that of `npm start`. */
import { parseArgs } from 'node:util';
import type { Client } from '@temporalio/client';
import { readSchedules, type ScheduleState } from '../temporal-config/read-schedules.js';
import { SCHEDULE_NAMES, scheduleId, syncSchedules } from '../temporal-config/schedules.js';
import { onTemporal, type Print } from './on-temporal.js';

const USAGE = `npm run schedules -- list
  every schedule: when it ran last and runs next, whether it is paused and why, and what it is for
npm run schedules -- trigger NAME
  begins a run now, beside those by the clock; while one goes on nothing happens
npm run schedules -- pause NAME --reason TEXT
npm run schedules -- resume NAME
npm run schedules -- sync
  makes what is missing and brings the rest up to date, as every worker does when it starts; a pause stays`;

type Command = (client: Client, prefix: string, print: Print) => Promise<void>;

/** @returns undefined for what is no such command */
function readCommand(args: readonly string[]): Command | undefined {
  try {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: { reason: { type: 'string' } },
    });
    const [verb = '', name = '', ...rest] = positionals;
    if (rest.length > 0) return undefined;
    if (name === '') return { list, sync }[verb];
    if (!SCHEDULE_NAMES.includes(name)) return undefined;
    return commandOn(name, verb, values.reason);
  } catch {
    return undefined;
  }
}

function commandOn(name: string, verb: string, reason: string | undefined): Command | undefined {
  const handle = (client: Client, prefix: string) => client.schedule.getHandle(scheduleId(prefix, name));
  if (verb === 'trigger')
    return async (client, prefix, print) => {
      await handle(client, prefix).trigger();
      print(`Asked for a run of ${name}.`);
    };
  if (verb === 'pause' && reason)
    return async (client, prefix, print) => {
      await handle(client, prefix).pause(reason);
      print(`Paused ${name}.`);
    };
  if (verb === 'resume')
    return async (client, prefix, print) => {
      await handle(client, prefix).unpause();
      // Its note is that of the pause.
      await syncSchedules(client, prefix);
      print(`${name} runs again.`);
    };
  return undefined;
}

const list: Command = async (client, prefix, print) => {
  const states = await readSchedules(client, prefix);
  for (const name of SCHEDULE_NAMES) print(textOf(name, states.get(name)));
};

const sync: Command = async (client, prefix, print) => {
  await syncSchedules(client, prefix);
  print('All schedules are up to date.');
};

function textOf(name: string, state: ScheduleState | undefined): string {
  if (!state) return `${name}: not made yet; a worker does it when it starts`;
  const { lastRun, nextRun, missed, skipped, paused, note } = state;
  const runs = `last run ${timeOf(lastRun)}, next ${paused ? 'when it is resumed' : timeOf(nextRun)}`;
  return [`${name}${paused ? ' (paused)' : ''}: ${runs}; ${missed} missed, ${skipped} skipped`, `  ${note}`].join('\n');
}

const timeOf = (time: Date | undefined): string => time?.toISOString().replace(/\.\d+Z$/, 'Z') ?? 'never';

const command = readCommand(process.argv.slice(2));
if (!command) console.error(USAGE);
process.exitCode = command ? await onTemporal(command) : 2;
