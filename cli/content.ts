/** `npm run content -- load [FOLDER]`: brings DATABASE_URL, by default that of `npm start`, to what a folder of content says. */
import { basename, resolve } from 'node:path';
import { CONTENT_FOLDER } from '../services/content/content-folder.js';
import { loadContent, OWN_ORIGIN } from '../services/content/load-content.js';
import { storeContent } from '../services/content/store-content.js';
import { systemClock } from '../services/shared/clock.js';
import { onDatabase } from './on-database.js';

const USAGE = `npm run content -- load            store the product's own subjects, topics, lessons and questions
npm run content -- load FOLDER     store those of a folder of the same form`;

async function main([command, folder, ...rest]: string[]): Promise<number> {
  if (command !== 'load' || rest.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const place = folder === undefined ? CONTENT_FOLDER : resolve(folder);
  const origin = place === CONTENT_FOLDER ? OWN_ORIGIN : basename(place);
  return onDatabase(async (db) => {
    const report = await storeContent({ db, clock: systemClock }, await loadContent(place, origin));
    return [
      `${report.subjects} subjects and ${report.topics} topics were added or changed.`,
      `Lessons: ${report.lessonsAdded} added, ${report.lessonsUpdated} changed, ${report.lessonsRetired} retired.`,
      `Questions: ${report.questionsAdded} added, ${report.questionsChanged} changed, ${report.questionsRetired} retired.`,
    ].join('\n');
  });
}

process.exitCode = await main(process.argv.slice(2));
