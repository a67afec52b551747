import type { FoundLesson, LessonForStudent, ListedLesson, TopicForStudent } from '../../../db/queries/lessons.js';

const presentProgress = (progress: ListedLesson['progress']) =>
  progress && {
    position: progress.position,
    startedAt: new Date(progress.startedAt).toISOString(),
    completedAt: progress.completedAt && new Date(progress.completedAt).toISOString(),
  };

/** A lesson as it stands in a list. */
export const presentSummary = ({ id, topic, slug, title, minutes, objectives, progress }: ListedLesson) => ({
  ...{ id, topic, slug, title, minutes, objectives },
  progress: presentProgress(progress),
});

/** A lesson that was found. */
export const presentFound = (lesson: FoundLesson) => ({ ...presentSummary(lesson), excerpt: lesson.excerpt });

/** A lesson with its text. */
export const presentLesson = (lesson: LessonForStudent) => ({
  ...presentSummary(lesson),
  body: lesson.body,
  text: lesson.text,
  figures: lesson.figures,
  keyPoints: lesson.keyPoints,
  sources: lesson.sources,
  isRetired: lesson.retiredAt !== null,
});

/** A topic of a subject. */
export const presentTopic = ({ slug, name, summary, prerequisites, lessons, completed }: TopicForStudent) => ({
  ...{ slug, name, summary, prerequisites, lessons, completed },
});
