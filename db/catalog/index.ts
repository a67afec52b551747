import { biology } from './biology.js';
import type { CatalogSubject } from './catalog-subject.js';
import { chemistry } from './chemistry.js';
import { computerScience } from './computer-science.js';
import { economics } from './economics.js';
import { geography } from './geography.js';
import { history } from './history.js';
import { mathematics } from './mathematics.js';
import { physics } from './physics.js';

/** What can be studied, in the order in which it is shown. */
export const CATALOG: readonly CatalogSubject[] = [
  mathematics,
  physics,
  chemistry,
  biology,
  computerScience,
  history,
  geography,
  economics,
];
