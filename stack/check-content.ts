/** `npm run check:content`: reads all content as a start does, without an engine, and fails naming what is wrong. */
import { loadCatalog } from '../services/content/load-catalog.js';

try {
  await loadCatalog();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
