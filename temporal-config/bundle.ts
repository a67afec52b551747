import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

// Beside sources it is index.ts, beside a build index.js.
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const inWorkflows = (name: string) => fileURLToPath(new URL(`../workflows/${name}.${extension}`, import.meta.url));

/** Bundles every workflow; 1 to 2 seconds. */
export function buildWorkflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: inWorkflows('index'),
    workflowInterceptorModules: [inWorkflows('interceptors')],
    logger: { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error },
  });
}

/** Writes the bundle to a file, for WORKFLOW_BUNDLE. */
export async function writeWorkflowBundle(file: string): Promise<void> {
  const { code } = await buildWorkflowBundle();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, code);
  await rename(`${file}.new`, file);
}
