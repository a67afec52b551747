import { execFile } from 'node:child_process';

/** Runs a command as `npm run` does, once the packages are there. */
export function runCommand(entry: string, args: string[], env: NodeJS.ProcessEnv) {
  const options = { env: { ...env, NODE_OPTIONS: '' } };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', entry, ...args], options, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
}
