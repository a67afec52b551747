import type { Client } from '@temporalio/client';

/** A build of a deployment, and what becomes of it: `inactive`, `current`, `ramping`, `draining` or `drained`. */
export interface Build {
  buildId: string;
  status: string;
}

/** temporal.api.enums.v1.WorkerDeploymentVersionStatus, in its order; for 0 the server has not decided yet. */
const STATUSES = ['inactive', 'inactive', 'current', 'ramping', 'draining', 'drained'];

/** The builds that workers of a deployment have polled with. @throws the client's error where there is none */
export async function listBuilds({ workflowService, options }: Client, deploymentName: string): Promise<Build[]> {
  const { namespace } = options;
  const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({ namespace, deploymentName });
  return (workerDeploymentInfo?.versionSummaries ?? []).map(({ deploymentVersion, status }) => ({
    buildId: deploymentVersion?.buildId ?? '',
    status: STATUSES[status ?? 0] ?? 'unknown',
  }));
}

/** Has new runs begin with a build, and those that follow the current one go over to it. */
export async function useBuild({ workflowService, options }: Client, deploymentName: string, buildId: string) {
  const { namespace } = options;
  await workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId });
}

/** Has new runs begin with workers without versions, and those that follow the current build go over to them. */
export const leaveBuilds = (client: Client, deploymentName: string) => useBuild(client, deploymentName, '');

/** Has a part of the new runs begin with a build. @param percentage above 0, at most 100 */
export async function rampBuild(
  { workflowService, options }: Client,
  deploymentName: string,
  ramp: { buildId: string; percentage: number },
): Promise<void> {
  const { namespace } = options;
  await workflowService.setWorkerDeploymentRampingVersion({ namespace, deploymentName, ...ramp });
}
