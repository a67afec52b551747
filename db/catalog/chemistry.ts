import type { CatalogSubject } from './catalog-subject.js';

export const chemistry: CatalogSubject = {
  slug: 'chemistry',
  name: 'Chemistry',
  description: 'What substances are made of, and how they turn into others.',
  topics: [
    {
      slug: 'atomic-structure',
      name: 'Atomic structure',
      summary: 'Describe atoms by protons, neutrons and electrons, and ions and isotopes by what differs.',
    },
    {
      slug: 'periodic-table',
      name: 'The periodic table',
      summary: 'Predict the properties of elements from their place among groups and periods.',
    },
    {
      slug: 'chemical-bonds',
      name: 'Chemical bonds',
      summary: 'Tell ionic, covalent and metallic bonds apart, and explain properties of substances by them.',
    },
    {
      slug: 'reactions-and-equations',
      name: 'Reactions and equations',
      summary: 'Write and balance the equations of reactions, and recognise the common kinds.',
    },
    {
      slug: 'moles-and-stoichiometry',
      name: 'Moles and stoichiometry',
      summary: 'Convert between mass, moles and particles, and find how much a reaction needs and yields.',
    },
    {
      slug: 'acids-and-bases',
      name: 'Acids and bases',
      summary: 'Explain pH, neutralisation and buffers by the exchange of protons.',
    },
    {
      slug: 'redox-and-electrochemistry',
      name: 'Redox and electrochemistry',
      summary: 'Follow electrons through oxidation, reduction, batteries and electrolysis.',
    },
    {
      slug: 'rates-and-equilibrium',
      name: 'Rates and equilibrium',
      summary: 'Explain what makes reactions faster, and how an equilibrium answers to a change.',
    },
    {
      slug: 'organic-chemistry',
      name: 'Organic chemistry',
      summary: 'Name carbon compounds by chain and functional group, and follow how they react.',
    },
  ],
};
