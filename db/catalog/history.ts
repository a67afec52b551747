import type { CatalogSubject } from './catalog-subject.js';

export const history: CatalogSubject = {
  slug: 'history',
  name: 'History',
  description: 'What people did and suffered, how we know of it, and what it led to.',
  topics: [
    {
      slug: 'working-with-sources',
      name: 'Working with sources',
      summary: 'Ask of a source who made it, when and what for, and weigh what it can prove.',
    },
    {
      slug: 'early-civilisations',
      name: 'Early civilisations',
      summary: 'Compare how farming, cities and writing arose in Mesopotamia, Egypt, the Indus valley and China.',
    },
    {
      slug: 'greece-and-rome',
      name: 'Greece and Rome',
      summary: 'Trace the rise and fall of Greek city states and of Rome, and what outlived them.',
    },
    {
      slug: 'middle-ages',
      name: 'The Middle Ages',
      summary: 'Describe faith, power and trade from the fall of western Rome to the plague and beyond.',
    },
    {
      slug: 'exploration-and-empires',
      name: 'Exploration and empires',
      summary:
        'Explain how ocean voyages from the fifteenth century linked continents, by trade, conquest and slavery.',
    },
    {
      slug: 'age-of-revolutions',
      name: 'The age of revolutions',
      summary: 'Compare the causes and outcomes of the American, French and Haitian revolutions.',
    },
    {
      slug: 'industrialisation',
      name: 'Industrialisation',
      summary: 'Explain why machines changed work and cities first in Britain, and how it spread.',
    },
    {
      slug: 'world-wars',
      name: 'The world wars',
      summary: 'Follow the causes, courses and consequences of both world wars, and of the Holocaust.',
    },
    {
      slug: 'cold-war-and-decolonisation',
      name: 'Cold War and decolonisation',
      summary: 'Describe how two blocs faced each other after 1945 while colonies became independent states.',
    },
  ],
};
