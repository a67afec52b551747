import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import {
  insertQuestions,
  listVersions,
  lockQuestions,
  lockWrittenQuestions,
  type QuestionRow,
  retireQuestions,
  reviveQuestions,
  updateQuestions,
} from '../../db/queries/question-content.js';
import { composeWritten } from './compose-written.js';
import type { Content } from './load-content.js';
import type { ContentQuestion } from './question-schema.js';

/** What became of the questions of an origin. */
interface QuestionReport {
  added: number;
  changed: number;
  retired: number;
}

/**
 * Brings the questions of an origin to what its content says, by topic and slug. What was asked stays as it was, so
 * that the review of an old attempt stays true: it is retired, and its new text is another row. One that was found to
 * be bad does not come back before its text is another.
 */
export async function storeQuestions({ origin, questions }: Content, trx: Transaction): Promise<QuestionReport> {
  await lockWrittenQuestions(trx);
  const known = new Map((await listVersions(trx, origin)).map((version) => [version.name, version]));
  const byName = new Map(questions.map((question) => [nameOf(question), question]));
  const named = [...byName].map(([name, question]) => ({ question, held: known.get(name) }));

  const same = named.filter(({ question, held }) => held?.hash === question.hash);
  const back = same.flatMap(({ held }) => (held?.retiredFor === 'removed' ? [held.id] : []));
  const changed = named.flatMap(({ question, held }) =>
    held && held.hash !== question.hash && !held.retiredFor ? [{ question, id: held.id }] : [],
  );
  const fresh = named.filter(({ question, held }) => !held || (held.hash !== question.hash && held.retiredFor));
  const gone = [...known].flatMap(([name, { id, retiredFor }]) => (byName.has(name) || retiredFor ? [] : [id]));

  const asked = new Set(
    await lockQuestions(
      trx,
      changed.map(({ id }) => id),
    ),
  );
  const replaced = changed.filter(({ id }) => asked.has(id));
  const rewritten = changed.filter(({ id }) => !asked.has(id));
  await retireQuestions(
    trx,
    replaced.map(({ id }) => id),
    'changed',
  );
  await retireQuestions(trx, gone, 'removed');
  await reviveQuestions(trx, back);
  await updateQuestions(
    trx,
    rewritten.map(({ question, id }) => ({ ...rowOf(question), id })),
  );
  const added = await insertQuestions(
    trx,
    origin,
    [...fresh, ...replaced].map(({ question }) => rowOf(question)),
  );
  return { added: added - replaced.length + back.length, changed: changed.length, retired: gone.length };
}

const nameOf = ({ topic, slug }: ContentQuestion): string => `${topic}/${slug}`;

function rowOf(question: ContentQuestion): QuestionRow {
  const { topic, slug, kind, difficulty, stem, explanation, hash } = question;
  const { lesson, section, quote } = question.evidence;
  return {
    ...{ id: uuidv7(), topic, slug, lesson, kind, difficulty, stem, explanation, hash },
    evidence: { section, quote },
    ...composeWritten(question),
  };
}
