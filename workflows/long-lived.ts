import { setWorkflowOptions, workflowInfo } from '@temporalio/workflow';

/**
 * Lets runs of a workflow that live for long go over to each new build of versioned workers. Temporal refuses this of
 * workers without a version, whose runs go with any build anyway.
 */
export function goOverToNewBuilds<Args extends unknown[], Result>(workflow: (...args: Args) => Promise<Result>): void {
  setWorkflowOptions(
    () => (workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'AUTO_UPGRADE' } : {}),
    workflow,
  );
}
