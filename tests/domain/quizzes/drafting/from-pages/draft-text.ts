import type { DraftQuestion } from '../../../../../domain/quizzes/draft-question.js';
import { draftAll, draftQuestions } from '../../../../../domain/quizzes/drafting/draft-questions.js';
import type { Drafted } from '../../../../../domain/quizzes/drafting/drafted.js';
import { languageOf } from '../reading.js';

/** What is drafted from a page, no sentence twice. */
export const draft = (text: string, marked: string[] = [], code = 'en'): Drafted[] =>
  draftQuestions({ pages: [{ pageNo: 1, text }], language: languageOf(code), marked });

/** All that could be drafted from an English page. */
export const all = (text: string, marked: string[] = []): Drafted[] =>
  draftAll({ pages: [{ pageNo: 1, text }], language: languageOf('en'), marked });

/** The questions of one way. */
export const byWay = (drafts: readonly Drafted[], way: Drafted['way']): DraftQuestion[] =>
  drafts.filter((one) => one.way === way).map(({ question }) => question);

/** A page that explains four terms. */
export const TERMS = `## The moving plates

Subduction is the descent of a plate into the hot mantle of the planet by its own weight.
Convection is the slow circulation of hot rock that rises and of cold rock that sinks.
Magnetism is the force that turns the needle of a compass toward the north of the planet.
Radiation is the transfer of heat through empty space from a hot body to all that is cold.
Along the coast of Chile subduction feeds many volcanoes. Deep in the mantle convection drives the plates.
Over long ways magnetism guides the birds. On clear days radiation warms the ground.`;

/** A page of four events with their years. */
export const EVENTS = `## Explorers

In 1488 Bartolomeu Dias rounded the southern tip of Africa with two small ships.
In 1498 Vasco da Gama reached the coast of India after ten months at sea.
In 1522 a ship of Magellan came home to Spain from the first voyage around the world.
In 1606 Willem Janszoon reached the coast of Australia on board of a Dutch ship.`;
