import { sectionTexts } from '../domain/learning/lesson-text.js';
import { checkQuestion } from '../domain/quizzes/checks/check-question.js';
import { longestKeys } from '../domain/quizzes/checks/key-length.js';
import { allTexts } from '../domain/quizzes/checks/texts-of.js';
import type { Content } from '../services/content/load-content.js';
import type { ContentQuestion } from '../services/content/question-schema.js';
import { texFaults } from './tex-faults.js';

/** Questions of a topic at least, and single choices from which on their keys' lengths say something. */
const MIN = { questions: 5, choices: 6 };

/** What is wrong with the written questions: by every check, each with the others of its topic, file and field named. */
export function questionFaults({ lessons, questions }: Content): string[] {
  const topics = new Map<string, ContentQuestion[]>();
  for (const question of questions) topics.set(question.topic, [...(topics.get(question.topic) ?? []), question]);
  const texts = new Map(lessons.map(({ topic, slug, body }) => [`${topic}/${slug}`, sectionTexts(body)]));
  return [...topics].flatMap(([topic, own]) => {
    const file = `content/questions/${topic}.yaml`;
    const sourceOf = ({ lesson, section }: ContentQuestion['evidence']) =>
      texts.get(`${topic}/${lesson}`)?.get(section) ?? '';
    return [
      ...own.flatMap((question, at) =>
        faultsOf(question, sourceOf(question.evidence), own.slice(0, at)).map(
          (fault) => `${file}: ${question.slug}: questions[${at}].${fault}`,
        ),
      ),
      ...topicFaults(own).map((fault) => `${file}: ${fault}`),
    ];
  });
}

function faultsOf(question: ContentQuestion, source: string, others: readonly ContentQuestion[]): string[] {
  return [
    ...checkQuestion(question, { source, language: 'en', others }).map(
      ({ check, field, message }) => `${field}: ${message} (${check})`,
    ),
    ...allTexts(question).flatMap(({ field, text }) => texFaults(text).map((fault) => `${field}: ${fault} (tex)`)),
  ];
}

function topicFaults(questions: readonly ContentQuestion[]): string[] {
  const faults: string[] = [];
  if (questions.length < MIN.questions)
    faults.push(`there are ${questions.length} questions, and must be ${MIN.questions} or more`);
  const { share, most } = longestKeys(questions);
  const choices = questions.filter(({ kind }) => kind === 'single-choice').length;
  if (choices >= MIN.choices && share > most)
    faults.push(
      `the key is the longest option in ${Math.round(share * 100)} %, and may be in ${Math.round(most * 100)} %`,
    );
  return faults;
}
