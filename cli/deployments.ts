/** `npm run deployments -- list|use|ramp|off`: which build of the workers new runs begin with, where WORKER_DEPLOYMENT is set. */
import type { Client } from '@temporalio/client';
import { loadConfig } from '../config.js';
import { leaveBuilds, listBuilds, rampBuild, useBuild } from '../temporal-config/deployments.js';
import { onTemporal, type Print } from './on-temporal.js';

const USAGE = `npm run deployments -- list
  the builds of WORKER_DEPLOYMENT that workers have polled with, and what becomes of each
npm run deployments -- use BUILD
  new runs begin with this build, and those that live long go over to it; the rest end on theirs
npm run deployments -- ramp BUILD PERCENT
  as many of a hundred new runs begin with it
npm run deployments -- off
  new runs begin with workers that have no WORKER_DEPLOYMENT; without it these get none once a build was named by use`;

type Command = (client: Client, deployment: string, print: Print) => Promise<void>;

const list: Command = async (client, deployment, print) => {
  for (const { buildId, status } of await listBuilds(client, deployment)) print(`${buildId}: ${status}`);
};

const use =
  (buildId: string): Command =>
  async (client, deployment, print) => {
    await useBuild(client, deployment, buildId);
    print(`New runs begin with ${buildId}.`);
  };

const off: Command = async (client, deployment, print) => {
  await leaveBuilds(client, deployment);
  print('New runs begin with workers without WORKER_DEPLOYMENT.');
};

const ramp =
  (buildId: string, percentage: number): Command =>
  async (client, deployment, print) => {
    await rampBuild(client, deployment, { buildId, percentage });
    print(`${percentage} of a hundred new runs begin with ${buildId}.`);
  };

/** @returns undefined for what is no such command */
function readCommand([verb, build, percent, ...rest]: string[]): Command | undefined {
  const percentage = Number(percent);
  if (rest.length > 0) return undefined;
  if (build === undefined) return { list, off }[verb ?? ''];
  if (verb === 'use' && build && percent === undefined) return use(build);
  return verb === 'ramp' && build && percentage > 0 && percentage <= 100 ? ramp(build, percentage) : undefined;
}

const command = readCommand(process.argv.slice(2));
const { WORKER_DEPLOYMENT: deployment } = loadConfig(process.env);
if (!command) console.error(USAGE);
else if (!deployment) console.error('WORKER_DEPLOYMENT is not set: workers are not versioned.');
process.exitCode =
  command && deployment ? await onTemporal((client, _prefix, print) => command(client, deployment, print)) : 2;
