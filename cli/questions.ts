/** `npm run questions -- review | preview | retire`: what answers say of the questions of the bank, and taking a bad one out. Works on DATABASE_URL, by default that of `npm start`. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { RETIRE_REASONS, type RetireReason } from '../domain/quizzes/retirement.js';
import { correctRetired } from '../services/quizzes/retirement/correct-retired.js';
import { previewCorrections } from '../services/quizzes/retirement/preview-corrections.js';
import { retireQuestion } from '../services/quizzes/retirement/retire-question.js';
import { reviewQuestions } from '../services/quizzes/statistics/review-questions.js';
import { systemClock } from '../services/shared/clock.js';
import { onDatabase } from './on-database.js';

const USAGE = `npm run questions -- review              list the questions that answers or reports speak against
npm run questions -- preview ID          list whose score would change if this one were retired; changes nothing
npm run questions -- retire ID REASON    retire it for good, correct those scores, and suspend cards made from it: ${RETIRE_REASONS.join(', ')}
What breaks off is run again, and goes on with what is left.`;

const percent = (share: number | null, whole = 1): string =>
  share === null ? '-' : `${Math.round((100 * share) / whole)} %`;

async function review(db: Knex): Promise<string> {
  const lines: string[] = [];
  for await (const one of reviewQuestions(db))
    lines.push(
      [
        ...[one.questionId, one.name, one.why.join(', ')],
        `answers ${one.answers}, facility ${percent(one.facility)}, discrimination ${percent(one.discrimination, 100)}, efficiency ${percent(one.efficiency, 100)}, reports ${one.reports}${one.solves.length > 0 ? `, solved again: ${one.solves.join(', ')}` : ''}`,
      ].join('  '),
    );
  return lines.length === 0 ? 'Neither answers nor reports speak against any question.' : lines.join('\n');
}

async function preview(db: Knex, questionId: string): Promise<string> {
  const lines: string[] = [];
  let points = 0;
  for await (const one of previewCorrections(questionId, db)) {
    points += one.points;
    lines.push(`${one.email}  attempt ${one.id}  ${percent(one.before)} -> ${percent(one.score)}  ${one.points} XP`);
  }
  return [...lines, `Attempts that would get another score: ${lines.length}. XP that would be given: ${points}.`].join(
    '\n',
  );
}

async function retire(db: Knex, questionId: string, reason: RetireReason): Promise<string> {
  const deps = { db, clock: systemClock };
  const by = 'command' as const;
  const kept = await retireQuestion(deps, { questionId, reason, by });
  const { attempts, corrected, xp, cards } = await correctRetired(deps, { questionId, reason: kept, by });
  return `The question is retired (${kept}). Attempts at it: ${attempts}; with another score now: ${corrected}. XP given: ${xp}. Cards made from it that are suspended: ${cards}.`;
}

async function main([command, questionId = '', reason, ...rest]: string[]): Promise<number> {
  const isReason = RETIRE_REASONS.some((one) => one === reason);
  if (command === 'review' && questionId === '') return onDatabase(review);
  if (z.uuid().safeParse(questionId).success && rest.length === 0) {
    if (command === 'preview' && reason === undefined) return onDatabase((db) => preview(db, questionId));
    if (command === 'retire' && isReason) return onDatabase((db) => retire(db, questionId, reason as RetireReason));
  }
  console.error(USAGE);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
