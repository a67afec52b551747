/** `npm run check:content`: reads all content as a start does, without an engine, and fails naming what is wrong. */
import { topicNamesOf } from '../services/content/catalog-schema.js';
import { loadContent } from '../services/content/load-content.js';
import { loadGuideLanguages } from '../services/content/load-guide-languages.js';
import { questionFaults } from './question-faults.js';
import { texFaults } from './tex-faults.js';

/** Every topic of the product's own catalog has a lesson, every formula can be shown, and every question is sound. */
async function findFaults(): Promise<string[]> {
  await loadGuideLanguages();
  const content = await loadContent();
  const { subjects, lessons } = content;
  const taught = new Set(lessons.map(({ topic }) => topic));
  const topics = [...topicNamesOf(subjects)];
  return [
    ...topics.filter((topic) => !taught.has(topic)).map((topic) => `${topic} has no lesson`),
    ...lessons.flatMap(({ topic, slug, body }) => texFaults(body).map((fault) => `${topic}/${slug}: ${fault}`)),
    ...questionFaults(content),
  ];
}

const faults = await findFaults().catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
