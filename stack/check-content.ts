/** `npm run check:content`: reads all content as a start does, without an engine, and fails naming what is wrong. */
import { loadCatalog } from '../services/content/load-catalog.js';
import { loadGuideLanguages } from '../services/content/load-guide-languages.js';

try {
  await loadCatalog();
  await loadGuideLanguages();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
