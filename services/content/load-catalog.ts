import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CatalogSubject, catalogSubject } from './catalog-schema.js';
import { CONTENT_FOLDER, filesIn } from './content-folder.js';
import { parseContent, unusable } from './parse-content.js';

/**
 * What can be studied, in the order in which it is shown: the files of `subjects/` in the content folder, each named
 * by its subject's slug.
 * @throws Error naming the file and the fields that are wrong, or the folder that has no subjects.
 */
export async function loadCatalog(folder = CONTENT_FOLDER): Promise<CatalogSubject[]> {
  const place = join(folder, 'subjects');
  const files = await filesIn(place, 'subjects');
  const subjects: CatalogSubject[] = [];
  for (const file of files) {
    const subject = await readSubject(join(place, file), file);
    const rival = subjects.find(({ position }) => position === subject.position);
    if (rival) throw unusable(join(place, file), [`position: ${rival.slug} has the same`]);
    assertNewTopics(subject, subjects, join(place, file));
    subjects.push(subject);
  }
  return subjects.sort((one, other) => one.position - other.position);
}

async function readSubject(path: string, name: string): Promise<CatalogSubject> {
  const subject = parseContent(catalogSubject, { file: path, text: await readFile(path, 'utf8') });
  if (name !== `${subject.slug}.yaml`) throw unusable(path, [`slug: the file must be named ${subject.slug}.yaml`]);
  return subject;
}

/** A topic's lessons are asked for by its slug alone. */
function assertNewTopics({ topics }: CatalogSubject, others: readonly CatalogSubject[], path: string): void {
  const taken = new Map(others.flatMap((other) => other.topics.map(({ slug }) => [slug, other.slug] as const)));
  const faults = topics.flatMap(({ slug }, index) =>
    taken.has(slug) ? [`topics[${index}].slug: ${taken.get(slug)} has a topic of the same`] : [],
  );
  if (faults.length > 0) throw unusable(path, faults);
}
