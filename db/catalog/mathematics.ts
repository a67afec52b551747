import type { CatalogSubject } from './catalog-subject.js';

export const mathematics: CatalogSubject = {
  slug: 'mathematics',
  name: 'Mathematics',
  description: 'Numbers, shapes and change, and how to be sure of what is said about them.',
  topics: [
    {
      slug: 'numbers-and-fractions',
      name: 'Numbers and fractions',
      summary: 'Calculate with whole numbers, fractions, decimals and percentages, and turn each into the others.',
    },
    {
      slug: 'linear-equations',
      name: 'Linear equations',
      summary: 'Solve equations and systems with unknowns of the first degree, and read their solutions from graphs.',
    },
    {
      slug: 'quadratic-equations',
      name: 'Quadratic equations',
      summary: 'Solve quadratic equations by factors, by completing the square and by formula, and sketch parabolas.',
    },
    {
      slug: 'functions',
      name: 'Functions',
      summary: 'Describe how one quantity depends on another by linear, power, exponential and logarithmic functions.',
    },
    {
      slug: 'geometry',
      name: 'Geometry',
      summary: 'Reason about angles, triangles, circles and solids, and find lengths, areas and volumes.',
    },
    {
      slug: 'trigonometry',
      name: 'Trigonometry',
      summary: 'Use sine, cosine and tangent to find sides and angles, and to describe what repeats.',
    },
    {
      slug: 'differential-calculus',
      name: 'Differential calculus',
      summary: 'Find how fast a function changes, and use it to locate its maxima, minima and tangents.',
    },
    {
      slug: 'integral-calculus',
      name: 'Integral calculus',
      summary: 'Find areas and totals by integration, and see why it undoes differentiation.',
    },
    {
      slug: 'probability',
      name: 'Probability',
      summary: 'Count outcomes, combine and condition chances, and work with the binomial and normal distributions.',
    },
    {
      slug: 'statistics',
      name: 'Statistics',
      summary: 'Summarise data by centre and spread, and judge what a sample says about a population.',
    },
  ],
};
