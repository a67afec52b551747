import { buildExport, buildMail, buildMaterial, buildQuestion } from './factories/index.js';
import type { TestApp } from './test-app.js';

/** Ids of rows that are in work, by table. */
interface OpenWork {
  materials: string;
  questions: string;
  exports: string;
  mails: string;
}

/** Gives a student a row in work of each kind; the reconciler would look at them now. */
export async function openWork({ db }: Pick<TestApp, 'db'>, { id: userId }: { id: string }): Promise<OpenWork> {
  const open = { status: 'processing', nextCheckAt: new Date(0) } as const;
  return {
    materials: (await buildMaterial(db, { ownerId: userId, ...open })).id,
    questions: (await buildQuestion(db, { userId, ...open })).id,
    exports: (await buildExport(db, { userId, ...open })).id,
    mails: (await buildMail(db, { userId, ...open })).id,
  };
}

/** The states of these rows. */
export const statesOf = ({ db }: Pick<TestApp, 'db'>, work: OpenWork): Promise<string[]> =>
  Promise.all(Object.entries(work).map(async ([table, id]) => (await db(table).where({ id }).first('status')).status));
