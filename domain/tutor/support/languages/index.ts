import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { ja } from './ja.js';
import type { LanguageCode, LanguageData } from './language-data.js';
import { pt } from './pt.js';
import { ru } from './ru.js';
import { zh } from './zh.js';

export const LANGUAGES: Readonly<Record<LanguageCode, LanguageData>> = { en, de, es, fr, pt, ru, ar, hi, zh, ja };
