import type { Knex } from 'knex';
import type { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/flows.js';
import { writeInRun } from '../runs/lock-run.js';

/** Says in the row what its run is at. @returns the row. @throws Failure Superseded. */
export const enterPhase = (
  deps: { db: Knex },
  { phase, ...run }: Run & { phase: NonNullable<Question['phase']> },
): Promise<Question> =>
  writeInRun(deps, 'answerQuestion', run, (question, trx) => question.$query(trx).patchAndFetch({ phase }));
