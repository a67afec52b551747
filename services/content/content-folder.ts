import { fileURLToPath } from 'node:url';

/** Where the texts of the product lie: `content/` beside the sources, and a copy of it beside what is built of them. */
export const CONTENT_FOLDER = fileURLToPath(new URL('../../content', import.meta.url));
