import type { CatalogSubject } from './catalog-subject.js';

export const computerScience: CatalogSubject = {
  slug: 'computer-science',
  name: 'Computer science',
  description: 'How problems are put so that machines can solve them, and what the machines do then.',
  topics: [
    {
      slug: 'data-representation',
      name: 'Data representation',
      summary: 'Store numbers, text, images and sound as bits, and know what each form loses.',
    },
    {
      slug: 'programming-basics',
      name: 'Programming basics',
      summary: 'Write programs with variables, conditions, loops and functions, and find out why one fails.',
    },
    {
      slug: 'data-structures',
      name: 'Data structures',
      summary: 'Choose between lists, stacks, queues, trees, graphs and hash tables by what is asked of them.',
    },
    {
      slug: 'algorithms',
      name: 'Algorithms',
      summary: 'Search, sort and recurse, and compare by how the work grows with the input.',
    },
    {
      slug: 'computer-architecture',
      name: 'Computer architecture',
      summary: 'Explain how logic gates, processor and memory carry out one instruction after the other.',
    },
    {
      slug: 'operating-systems',
      name: 'Operating systems',
      summary: 'Describe how processes, memory and files share one machine without harming each other.',
    },
    {
      slug: 'networks',
      name: 'Networks',
      summary: 'Follow a message through the layers of the internet, from an address to an answer.',
    },
    {
      slug: 'databases',
      name: 'Databases',
      summary: 'Design tables and keys, ask them in SQL, and keep them right with transactions.',
    },
    {
      slug: 'security',
      name: 'Security',
      summary: 'Explain encryption, hashes and signatures, and avoid the common ways in which systems are broken.',
    },
  ],
};
