import type { CatalogSubject } from './catalog-subject.js';

export const geography: CatalogSubject = {
  slug: 'geography',
  name: 'Geography',
  description: 'The face of the Earth, what shapes it, and how people live on it.',
  topics: [
    {
      slug: 'maps-and-location',
      name: 'Maps and location',
      summary: 'Read scale, contour lines and coordinates, and know what each map projection distorts.',
    },
    {
      slug: 'plate-tectonics',
      name: 'Plate tectonics',
      summary: 'Explain earthquakes, volcanoes and mountain ranges by the movement of plates.',
    },
    {
      slug: 'rivers-and-coasts',
      name: 'Rivers and coasts',
      summary: 'Describe how water wears land down, carries it off and builds it up elsewhere.',
    },
    {
      slug: 'weather-and-climate',
      name: 'Weather and climate',
      summary: 'Explain winds, rain and climate zones by the heat of the sun and the turning of the Earth.',
    },
    {
      slug: 'climate-change',
      name: 'Climate change',
      summary: 'Weigh the evidence for a warming climate, its causes and consequences, and what can be done.',
    },
    {
      slug: 'ecosystems-and-soils',
      name: 'Ecosystems and soils',
      summary: 'Relate climate and soil to the plants and animals of the great biomes.',
    },
    {
      slug: 'population-and-migration',
      name: 'Population and migration',
      summary: 'Read population pyramids, and explain why people are born, die and move where they do.',
    },
    {
      slug: 'cities',
      name: 'Cities',
      summary: 'Describe why cities grow, how they are ordered, and what makes them good to live in.',
    },
    {
      slug: 'resources-and-development',
      name: 'Resources and development',
      summary: 'Compare how water, food, energy and wealth are shared, and how development is measured.',
    },
  ],
};
