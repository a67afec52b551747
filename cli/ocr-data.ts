/** `npm run ocr-data`: which languages scans are read in, and further ones. */
import { loadConfig } from '../config.js';
import { installOcrData, ocrLanguages } from '../documents/ocr-data.js';

const [verb, ...codes] = process.argv.slice(2);
const folder = loadConfig(process.env).OCR_DATA_FOLDER;

if (verb === 'list' && codes.length === 0) {
  const { installed, others } = ocrLanguages(folder);
  console.log(`Scans are read in: ${installed.join(', ')}.\nMay be installed:  ${others.join(', ')}.`);
} else if (verb === 'install' && codes.length > 0) {
  for (const code of codes) {
    try {
      console.log(`${code}: ${await installOcrData(code, folder)}`);
    } catch (error) {
      console.error(`${code}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
} else {
  console.error(
    'npm run ocr-data -- list                 the languages that scans are read in\nnpm run ocr-data -- install heb ell ...  further ones, by the names that list gives; workers find them at once',
  );
  process.exitCode = 2;
}
