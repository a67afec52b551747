import type { CatalogSubject } from './catalog-subject.js';

export const economics: CatalogSubject = {
  slug: 'economics',
  name: 'Economics',
  description: 'How people, firms and states decide about what is scarce, and what follows from it.',
  topics: [
    {
      slug: 'scarcity-and-choice',
      name: 'Scarcity and choice',
      summary: 'Weigh choices by their opportunity cost, and explain why trade can help both sides.',
    },
    {
      slug: 'supply-and-demand',
      name: 'Supply and demand',
      summary: 'Predict how prices and quantities answer when supply or demand shifts.',
    },
    {
      slug: 'elasticity',
      name: 'Elasticity',
      summary: 'Measure how strongly buyers and sellers react to prices and incomes.',
    },
    {
      slug: 'costs-and-competition',
      name: 'Costs and competition',
      summary: 'Compare what firms produce and charge in competition, in oligopoly and as a monopoly.',
    },
    {
      slug: 'market-failure',
      name: 'Market failure',
      summary: 'Explain externalities, public goods and unequal information, and what a state can do about them.',
    },
    {
      slug: 'national-income',
      name: 'National income',
      summary: 'Measure what an economy produces, and know what gross domestic product leaves out.',
    },
    {
      slug: 'inflation-and-unemployment',
      name: 'Inflation and unemployment',
      summary: 'Say how both are measured, what causes them, and whom they harm.',
    },
    {
      slug: 'money-and-banking',
      name: 'Money and banking',
      summary: 'Explain what money does, how banks create it, and how central banks steer it.',
    },
    {
      slug: 'fiscal-policy',
      name: 'Taxes and spending',
      summary: 'Follow how public spending, taxes and debt act on demand and on who has what.',
    },
    {
      slug: 'international-trade',
      name: 'International trade',
      summary: 'Explain comparative advantage, exchange rates and the effects of tariffs.',
    },
  ],
};
