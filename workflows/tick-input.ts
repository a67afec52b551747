/** What a workflow that starts others by schedule is started with. */
export interface TickInput {
  /** Of the deployment, with which the ids of its runs begin: deployments can share a namespace. */
  prefix: string;
}
