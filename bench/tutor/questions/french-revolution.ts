import type { EvaluationQuestion } from '../evaluation-question.js';

/** Questions about documents/french-revolution.md; those without evidence are not answered there. */
export const frenchRevolution: EvaluationQuestion[] = [
  {
    id: 'rev-01',
    question: 'Why was the French state so deep in debt before 1789?',
    evidence: [{ page: 1, holds: ['Support for the American colonies', 'living on credit for decades'] }],
  },
  {
    id: 'rev-02',
    question: 'How expensive did bread get compared with what workers earned?',
    evidence: [{ page: 1, holds: ['took nearly nine tenths of it by the spring of 1789'] }],
  },
  {
    id: 'rev-03',
    question: 'What was the tennis court oath about?',
    evidence: [{ page: 2, holds: ['swore not to part until France had a constitution'] }],
  },
  {
    id: 'rev-04',
    question: 'Why did people attack the Bastille?',
    evidence: [{ page: 2, holds: ['where the powder was kept'] }],
  },
  {
    id: 'rev-05',
    question: 'How many prisoners were in the Bastille when it fell?',
    evidence: [{ page: 2, holds: ['held only seven prisoners'] }],
  },
  {
    id: 'rev-06',
    question: 'What were assignats?',
    evidence: [{ page: 3, holds: ['it issued paper notes, the assignats'] }],
  },
  {
    id: 'rev-07',
    question: 'Who recognized the king when he tried to escape?',
    evidence: [{ page: 3, holds: ['A postmaster called Drouet recognised him'] }],
  },
  {
    id: 'rev-08',
    question: 'What did the Girondins hope to get out of going to war?',
    evidence: [{ page: 4, holds: ['it would unmask traitors at home and carry liberty abroad'] }],
  },
  {
    id: 'rev-09',
    question: 'When was Louis XVI put to death?',
    evidence: [{ page: 4, holds: ['he was beheaded on 21 January 1793'] }],
  },
  {
    id: 'rev-10',
    question: 'How did Napoleon come to power?',
    evidence: [{ page: 5, holds: ['he overthrew the Directory'] }],
  },
  {
    id: 'rev-11',
    question: 'What did the civil code mean for married women?',
    evidence: [{ page: 5, holds: ['it placed wives under the authority of their husbands'] }],
  },
  {
    id: 'rev-12',
    question: 'What did Sieyes write in his pamphlet, and what part did he play in the coup of 1799?',
    evidence: [
      {
        page: 1,
        holds: [
          'the priest Emmanuel Sieyes asked in a famous pamphlet',
          'it was everything, and so far it had counted',
        ],
      },
      { page: 5, holds: ['of Sieyes, who had hoped to use him'] },
    ],
  },
  {
    id: 'rev-13',
    question:
      'What role did Lafayette have in the Declaration of the Rights of Man and in the shooting on the Champ de Mars?',
    evidence: [
      { page: 2, holds: ['mainly drafted by Lafayette'] },
      { page: 3, holds: ['the National Guard under Lafayette opened fire'] },
    ],
  },
  {
    id: 'rev-14',
    question: 'How did relations with the Catholic Church break down, and how did Bonaparte repair them?',
    evidence: [
      {
        page: 3,
        holds: [
          'Pope Pius VI condemned the measure',
          'made priests into paid servants',
          'took over the estates of the church',
        ],
      },
      { page: 5, holds: ['The Concordat of 1801', 'Bonaparte made peace with the church'] },
    ],
  },
  {
    id: 'rev-15',
    question: 'Compare the limits on bread prices under the Terror with what the men of Thermidor did about them.',
    evidence: [
      { page: 4, holds: ['fixed the highest price of bread and other goods'] },
      { page: 5, holds: ['lifted the limits on prices'] },
    ],
  },
  { id: 'rev-u1', question: 'How many children did Marie Antoinette have?', evidence: [] },
  { id: 'rev-u2', question: 'When did Napoleon lose the battle of Waterloo?', evidence: [] },
  { id: 'rev-u3', question: 'Who composed the Marseillaise?', evidence: [] },
  { id: 'rev-u4', question: 'Why was Danton executed?', evidence: [] },
  { id: 'rev-u5', question: 'Who invented the guillotine?', evidence: [] },
  { id: 'rev-u6', question: 'What did Voltaire write about religious tolerance?', evidence: [] },
];
