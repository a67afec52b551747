import { findCircle } from '../../domain/learning/prerequisites.js';
import type { CatalogSubject } from './catalog-schema.js';
import { CONTENT_FOLDER } from './content-folder.js';
import type { ContentLesson } from './lesson-schema.js';
import { loadCatalog } from './load-catalog.js';
import { loadLessons } from './load-lessons.js';
import { loadQuestions } from './load-questions.js';
import { unusable } from './parse-content.js';
import type { ContentQuestion } from './question-schema.js';

/** Everything that can be studied. */
export interface Content {
  /** Names where it comes from: what another folder has brought is left alone. */
  origin: string;
  subjects: CatalogSubject[];
  lessons: ContentLesson[];
  questions: ContentQuestion[];
}

/** Where the product's own content comes from. */
export const OWN_ORIGIN = 'scholium';

/**
 * All subjects, topics, lessons and questions of a folder of content.
 * @throws Error naming the file and everything that is wrong in it.
 */
export async function loadContent(folder = CONTENT_FOLDER, origin = OWN_ORIGIN): Promise<Content> {
  const subjects = await loadCatalog(folder);
  assertPrerequisites(subjects, folder, origin);
  const lessons = await loadLessons(subjects, folder);
  return { origin, subjects, lessons, questions: await loadQuestions(subjects, lessons, folder) };
}

/** Prerequisites form no circle, and those of the product's own topics are all there. */
function assertPrerequisites(subjects: readonly CatalogSubject[], folder: string, origin: string): void {
  const graph = new Map<string, readonly string[]>(
    subjects.flatMap(({ slug, topics }) =>
      topics.map((topic) => [`${slug}/${topic.slug}`, topic.prerequisites] as const),
    ),
  );
  const unknown = [...graph].flatMap(([topic, before]) =>
    before.filter((one) => !graph.has(one)).map((one) => `${topic}: there is no topic ${one} to be learned before`),
  );
  if (origin === OWN_ORIGIN && unknown.length > 0) throw unusable(folder, unknown);
  const circle = findCircle(graph);
  if (circle) throw unusable(folder, [`prerequisites: ${[...circle, circle[0]].join(' stands on ')}`]);
}
