import type { SubjectOfStudent, TopicOfSubject } from '../../../db/queries/progress.js';
import { type Mastery, NO_MASTERY, plainRate } from '../../../domain/learning/mastery/mastery.js';
import { isWeak } from '../../../domain/learning/mastery/words.js';
import { subjectMasteryOf } from '../../../domain/learning/progress/subject-mastery.js';
import type { Progress } from '../../../services/progress/read-progress.js';
import { presentStreak } from '../gamification/presenter.js';

/** How much there is that tells of a knowledge. */
const presentEvidence = ({ word, answers, rightAnswers }: Pick<Mastery, 'word' | 'answers' | 'rightAnswers'>) => ({
  ...{ word, answers, rightAnswers, rightShare: plainRate({ answers, rightAnswers }) },
});

const presentTopic = (subject: string, { slug, name, progress }: TopicOfSubject) => ({
  ...{ topic: `${subject}/${slug}`, name, known: progress?.known ?? null },
  ...presentEvidence(progress ?? NO_MASTERY),
  isWeak: isWeak(progress ?? NO_MASTERY),
});

function presentSubject({ slug, name, topics }: SubjectOfStudent) {
  const mastery = subjectMasteryOf(topics.map(({ progress }) => progress ?? NO_MASTERY));
  return {
    ...{ subject: slug, name, known: mastery.known, ...presentEvidence(mastery) },
    topics: topics.map((topic) => presentTopic(slug, topic)),
  };
}

function presentTotals({ level, stats, subjects }: Progress) {
  const all = subjectMasteryOf(subjects.flatMap(({ topics }) => topics.map(({ progress }) => progress ?? NO_MASTERY)));
  const { word: _, ...evidence } = presentEvidence(all);
  const { lessonsCompleted, questionsAnswered, reviewsDone: cardsReviewed, studyMinutes } = stats;
  return { ...level, lessonsCompleted, questionsAnswered, cardsReviewed, studyMinutes, ...evidence };
}

/** How far a student has come, as that student sees it. */
export function presentProgress(progress: Progress) {
  const { streak, days, weeks, trend, subjects, due } = progress;
  return {
    totals: presentTotals(progress),
    streak: presentStreak(streak),
    days: days.map(({ day, minutes, xp, outcome }) => ({ studyDay: day, minutes, xp, streak: outcome })),
    weeks: weeks.map(({ monday, answers, rightAnswers }) => ({
      ...{ monday, answers, rightAnswers, rightShare: plainRate({ answers, rightAnswers }) },
    })),
    trend,
    subjects: subjects.map(presentSubject),
    due: {
      ...due,
      lessons: due.lessons.map(({ id, title, topic, minutes, progress: begun }) => ({
        ...{ id, title, topic, minutes, position: begun?.position ?? 0 },
      })),
    },
  };
}
