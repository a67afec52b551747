import type { Knex } from 'knex';
import {
  findLesson,
  type LessonForStudent,
  lessonAfter,
  listLessons,
  listTopics,
  searchLessons,
} from '../../../db/queries/lessons.js';
import { Problem } from '../../../domain/problems.js';
import { completeLesson } from '../../../services/lessons/complete-lesson.js';
import { keepPosition } from '../../../services/lessons/keep-position.js';
import { startLesson } from '../../../services/lessons/start-lesson.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentFound, presentLesson, presentSummary, presentTopic } from './presenter.js';
import {
  completeLessonOperation,
  getLessonOperation,
  keepLessonPositionOperation,
  listLessonsOperation,
  listTopicsOperation,
  searchLessonsOperation,
  startLessonOperation,
} from './schema.js';

/** Lessons of the catalog, and how far students are in them. */
export function lessonRoutes({ route }: Pick<ContractRouter, 'route'>, deps: TransactionDeps): void {
  route(listTopicsOperation, async (ctx) => {
    const topics = await listTopics(deps.db, ctx.state.principal.userId, ctx.state.params.subject);
    if (!topics) throw new Problem('not-found', 'No such subject.');
    ctx.body = { data: topics.map(presentTopic) };
  });

  route(searchLessonsOperation, async (ctx) => {
    const { q: search, limit } = ctx.state.query;
    const found = await searchLessons(deps.db, ctx.state.principal.userId, { search, limit });
    ctx.body = { data: found.map(presentFound) };
  });

  route(listLessonsOperation, async (ctx) => {
    const lessons = await listLessons(deps.db, ctx.state.principal.userId, ctx.state.params.topic);
    ctx.body = { data: lessons.map(presentSummary) };
  });

  route(getLessonOperation, async (ctx) => {
    ctx.body = presentLesson(await readLesson(deps.db, ctx.state.principal.userId, ctx.state.params.id));
  });

  route(startLessonOperation, async (ctx) => {
    const { id: lessonId } = ctx.state.params;
    await startLesson(deps, { caller: ctx.state.principal, lessonId });
    ctx.body = presentLesson(await readLesson(deps.db, ctx.state.principal.userId, lessonId));
  });

  route(keepLessonPositionOperation, async (ctx) => {
    const { position } = ctx.state.body;
    await keepPosition(deps, { caller: ctx.state.principal, lessonId: ctx.state.params.id, position });
    ctx.status = 204;
  });

  route(completeLessonOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { id: lessonId } = ctx.state.params;
    const { xp } = await completeLesson(deps, { caller: ctx.state.principal, lessonId });
    const lesson = await readLesson(deps.db, userId, lessonId);
    const next = await lessonAfter(deps.db, userId, lesson);
    ctx.body = { lesson: presentLesson(lesson), xp, next: next ? presentSummary(next) : null };
  });
}

async function readLesson(db: Knex, userId: string, id: string): Promise<LessonForStudent> {
  const lesson = await findLesson(db, userId, id);
  if (!lesson) throw new Problem('not-found', 'No such lesson.');
  return lesson;
}
