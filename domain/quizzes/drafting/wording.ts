import type { DraftWording } from './draft-wording.js';
import { de } from './languages/de.js';
import { en } from './languages/en.js';
import { es } from './languages/es.js';
import { fr } from './languages/fr.js';
import { pt } from './languages/pt.js';

/** By BCP 47; in other languages nothing is drafted without a model. */
export const DRAFT_WORDING: Readonly<Record<string, DraftWording>> = { en, de, es, fr, pt };
