import type { Knex } from 'knex';
import { body } from './body.js';
import { eventually } from './eventually.js';
import { json } from './http.js';
import type { Student } from './student.js';

/** What is made from materials and lessons, by where it is asked for and where it is read. */
const PATHS = {
  quiz: { generate: '/quiz/generate', made: '/quiz' },
  cards: { generate: '/cards/generate', made: '/cards/generated' },
};

/** Asks for a quiz or cards, and waits for the end of the work, for half a minute at most. */
export const generate = (student: Student, what: keyof typeof PATHS, wish: object, headers = {}): Promise<Response> =>
  student.fetch(PATHS[what].generate, json('POST', wish, { Prefer: 'wait=30', ...headers }));

/** A quiz or cards once the making has ended, however long the machine takes. */
export const untilMade = (student: Student, what: keyof typeof PATHS, id: string) =>
  eventually(async () => {
    const now = await body(await student.fetch(`${PATHS[what].made}/${id}`));
    return now.finishedAt !== null && now;
  });

/** Asks for a quiz or cards, and waits for the end of the work. */
export async function made(student: Student, what: keyof typeof PATHS, wish: object) {
  const { id } = await body(await generate(student, what, wish));
  return untilMade(student, what, id);
}

/** What a page of a material says. */
export const pageText = async (db: Knex, materialId: string, pageNo: number): Promise<string> =>
  (await db('material_pages').where({ materialId, pageNo }).first('text')).text;
