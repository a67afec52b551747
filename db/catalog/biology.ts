import type { CatalogSubject } from './catalog-subject.js';

export const biology: CatalogSubject = {
  slug: 'biology',
  name: 'Biology',
  description: 'How living things are built, how they work, and how they came to be as they are.',
  topics: [
    {
      slug: 'cells',
      name: 'Cells',
      summary: 'Name the parts of plant, animal and bacterial cells, and say what each does.',
    },
    {
      slug: 'molecules-of-life',
      name: 'Molecules of life',
      summary: 'Describe carbohydrates, lipids, proteins and nucleic acids, and how enzymes speed reactions up.',
    },
    {
      slug: 'photosynthesis-and-respiration',
      name: 'Photosynthesis and respiration',
      summary: 'Follow how plants store the energy of light in sugar, and how cells release it again.',
    },
    {
      slug: 'cell-division',
      name: 'Cell division',
      summary: 'Compare mitosis, which copies a cell, with meiosis, which makes cells for reproduction.',
    },
    {
      slug: 'genetics',
      name: 'Genetics',
      summary: 'Explain how DNA codes for proteins, and predict how traits are inherited.',
    },
    {
      slug: 'evolution',
      name: 'Evolution',
      summary: 'Explain by variation and natural selection how species change, and weigh the evidence for it.',
    },
    {
      slug: 'human-body',
      name: 'The human body',
      summary: 'Describe how circulation, breathing, digestion, nerves and hormones keep the body in balance.',
    },
    {
      slug: 'microbes-and-immunity',
      name: 'Microbes and immunity',
      summary: 'Tell bacteria from viruses, and explain how the immune system and vaccines protect us.',
    },
    {
      slug: 'ecology',
      name: 'Ecology',
      summary: 'Follow energy and matter through ecosystems, and judge how changes spread in them.',
    },
  ],
};
