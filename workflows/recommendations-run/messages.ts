/** An hour of a day by UTC, 0 to 23: the students whose study days begin in it. */
export interface ShardInput {
  day: string;
  shard: number;
}

/** How far the recommendations of a shard are made. */
export interface ShardProgress {
  students: number;
  isDone: boolean;
}
