import type { EvaluationQuestion } from '../evaluation-question.js';

/** Questions about documents/microeconomics.md; those without evidence are not answered there. */
export const microeconomics: EvaluationQuestion[] = [
  {
    id: 'econ-01',
    question: 'What is meant by opportunity cost?',
    evidence: [{ page: 1, holds: ['is called the opportunity cost'] }],
  },
  {
    id: 'econ-02',
    question: 'Why does dividing up the work make a factory more productive?',
    evidence: [
      { page: 1, holds: ['Specialisation pays because', 'divided the task into eighteen steps produced 48,000'] },
    ],
  },
  {
    id: 'econ-03',
    question: 'How can a country gain from trade if it is worse at making everything?',
    evidence: [
      {
        page: 1,
        holds: ['makes the good whose opportunity cost is lower'],
      },
    ],
  },
  {
    id: 'econ-04',
    question: 'Give examples of inferior goods.',
    evidence: [{ page: 2, holds: ['instant noodles or long bus rides'] }],
  },
  {
    id: 'econ-05',
    question: 'How is the price elasticity of demand calculated?',
    evidence: [{ page: 2, holds: ['the percentage change in quantity divided by the percentage change in price'] }],
  },
  {
    id: 'econ-06',
    question: 'When does raising the price bring in less money for the seller?',
    evidence: [
      { page: 2, holds: ['the loss in quantity outweighs the gain per unit', 'only where demand is inelastic'] },
    ],
  },
  {
    id: 'econ-07',
    question: 'What problems does rent control lead to?',
    evidence: [{ page: 3, holds: ['landlords repair less', 'a waiting list of more than 600,000'] }],
  },
  {
    id: 'econ-08',
    question: 'What did Card and Krueger find out about minimum wages?',
    evidence: [{ page: 3, holds: ['did not cut jobs after the minimum wage had been raised'] }],
  },
  {
    id: 'econ-09',
    question: 'Why does a monopolist make less than competing companies would?',
    evidence: [
      {
        page: 4,
        holds: ['its marginal revenue is smaller than the price', 'It therefore produces less and charges more'],
      },
    ],
  },
  {
    id: 'econ-10',
    question: 'For how many years does a patent last?',
    evidence: [{ page: 4, holds: ['A patent protects an inventor for twenty years'] }],
  },
  {
    id: 'econ-11',
    question: 'What is a free rider and why does it matter for street lights?',
    evidence: [{ page: 5, holds: ['Because of these free riders', 'Everybody has a reason to wait until others pay'] }],
  },
  {
    id: 'econ-12',
    question: 'Why do good used cars disappear from the market?',
    evidence: [
      {
        page: 5,
        holds: ['the owners of good cars stay away', 'so they offer only an average price'],
      },
    ],
  },
  {
    id: 'econ-13',
    question:
      'What happens when a legal maximum price is set too low, and what happens with a legal minimum set too high?',
    evidence: [
      { page: 3, holds: ['a shortage follows'] },
      { page: 3, holds: ['it creates a surplus'] },
    ],
  },
  {
    id: 'econ-14',
    question: 'What did Adam Smith see in the pin factory, and what did Pigou propose against pollution?',
    evidence: [
      {
        page: 1,
        holds: ['divided the task into eighteen steps', 'could hardly make one pin a day'],
      },
      { page: 5, holds: ['Arthur Pigou proposed in 1920 to tax them', 'if the tax equals the harm'] },
    ],
  },
  {
    id: 'econ-15',
    question:
      'Compare how a tax on cigarettes changes smoking with how a tax on emissions changes what a polluter does.',
    evidence: [
      { page: 2, holds: ['reduces smoking by four percent'] },
      { page: 5, holds: ['the polluter takes it into account'] },
    ],
  },
  {
    id: 'econ-16',
    question: 'What is a marginal cost, and up to which point should a firm expand; and what is an opportunity cost?',
    evidence: [
      { page: 4, holds: ['is the marginal cost', 'expands until the marginal cost has climbed to the price'] },
      { page: 1, holds: ['is called the opportunity cost'] },
    ],
  },
  { id: 'econ-u1', question: 'What causes inflation?', evidence: [] },
  { id: 'econ-u2', question: 'How does a central bank set interest rates?', evidence: [] },
  { id: 'econ-u3', question: 'What is the prisoner’s dilemma?', evidence: [] },
  { id: 'econ-u4', question: 'How high is the carbon tax in Germany?', evidence: [] },
  { id: 'econ-u5', question: 'What did Karl Marx think about the division of labour?', evidence: [] },
  { id: 'econ-u6', question: 'When was the minimum wage introduced in France?', evidence: [] },
];
