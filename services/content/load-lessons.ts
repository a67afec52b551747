import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type CatalogSubject, topicNamesOf } from './catalog-schema.js';
import { CONTENT_FOLDER, filesBelow } from './content-folder.js';
import { figureFaults, isFigureName } from './figure-faults.js';
import { bodyFaults, figuresIn } from './lesson-faults.js';
import { type ContentLesson, lessonHead } from './lesson-schema.js';
import { parseContent, unusable } from './parse-content.js';

/** YAML between two lines of three hyphens, then the text. */
const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/**
 * The lessons of `lessons/<subject>/` in the content folder; none where there is no such folder.
 * @param catalog the subjects and topics that they may be of
 * @throws Error naming the file and everything that is wrong in it.
 */
export async function loadLessons(
  catalog: readonly CatalogSubject[],
  folder = CONTENT_FOLDER,
): Promise<ContentLesson[]> {
  const place = join(folder, 'lessons');
  const known = topicNamesOf(catalog);
  const lessons = new Map<string, ContentLesson>();
  for (const file of await filesBelow(place, '.md')) {
    const lesson = await readLesson(join(place, file));
    const name = `${lesson.topic}/${lesson.slug}`;
    if (!known.has(lesson.topic)) throw unusable(join(place, file), [`topic: there is no ${lesson.topic}`]);
    if (lesson.topic.split('/')[0] !== basename(dirname(join(place, file))))
      throw unusable(join(place, file), ['topic: the file must lie in the folder of its subject']);
    if (lessons.has(name)) throw unusable(join(place, file), [`slug: another lesson is ${name}`]);
    lessons.set(name, lesson);
  }
  return [...lessons.values()];
}

async function readLesson(path: string): Promise<ContentLesson> {
  const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  const [, yaml, rest] = FRONT_MATTER.exec(text) ?? [];
  if (yaml === undefined || rest === undefined)
    throw unusable(path, ['it must begin with its head between two lines ---']);
  const head = parseContent(lessonHead, { file: path, text: yaml });
  const body = rest.trim();
  const { figures, faults } = await readFigures(dirname(path), figuresIn(body));
  faults.unshift(...bodyFaults(body));
  if (faults.length > 0) throw unusable(path, faults);
  const hash = createHash('sha256')
    .update(JSON.stringify([head, body, figures]))
    .digest('hex');
  return { ...head, body, figures, hash };
}

/** The figures of a lesson, and what is wrong with them; of a name that leads elsewhere nothing is read. */
async function readFigures(folder: string, names: readonly string[]) {
  const figures: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of names) {
    const svg = isFigureName(name) ? await readFile(join(folder, name), 'utf8').catch(() => undefined) : null;
    if (svg === null) faults.push(`${name} must be a slug in figures/ that ends in .svg`);
    else if (svg === undefined) faults.push(`${name} is not there`);
    else {
      faults.push(...figureFaults(name, svg));
      figures[name] = svg;
    }
  }
  return { figures, faults };
}
