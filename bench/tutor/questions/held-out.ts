import type { EvaluationQuestion } from '../evaluation-question.js';

/**
 * Questions that nothing was chosen by, under the titles of their documents. They tell what constants are worth that
 * were chosen by the others, and stay so only as long as nobody looks at single ones while choosing.
 */
export const heldOut: Record<string, EvaluationQuestion[]> = {
  'cell-biology': [
    {
      id: 'cell-h1',
      question: 'Which scientists developed cell theory?',
      evidence: [{ page: 1, holds: ['Matthias Schleiden, a botanist', 'Rudolf Virchow added in 1855'] }],
    },
    {
      id: 'cell-h2',
      question: 'What keeps the membrane from getting stiff when it is cold?',
      evidence: [{ page: 2, holds: ['Cholesterol molecules between the lipids keep the film'] }],
    },
    {
      id: 'cell-h3',
      question: 'What is the difference between transcription and translation?',
      evidence: [{ page: 3, holds: ['a step known as transcription', 'This second step is translation'] }],
    },
    {
      id: 'cell-h4',
      question: 'How much ATP does one glucose molecule give?',
      evidence: [{ page: 4, holds: ['about 30 molecules of ATP for each glucose'] }],
    },
    {
      id: 'cell-h5',
      question: 'What does p53 do when the DNA is damaged?',
      evidence: [{ page: 5, holds: ['a protein called p53 halts the cycle'] }],
    },
    {
      id: 'cell-h6',
      question: 'What did Golgi discover, and who proposed how ATP synthase works?',
      evidence: [
        { page: 3, holds: ['Camillo Golgi saw for the first time in 1898'] },
        { page: 4, holds: ['Peter Mitchell proposed this mechanism in 1961'] },
      ],
    },
    { id: 'cell-hu1', question: 'How is insulin produced in the pancreas?', evidence: [] },
    { id: 'cell-hu2', question: 'How many chromosomes does a dog have?', evidence: [] },
    { id: 'cell-hu3', question: 'How do nerve cells pass on a signal?', evidence: [] },
    { id: 'cell-hu4', question: 'Who won the Nobel Prize for the discovery of telomerase?', evidence: [] },
  ],
  'french-revolution': [
    {
      id: 'rev-h1',
      question: 'What did the three estates consist of?',
      evidence: [{ page: 1, holds: ['The clergy formed the first, the nobility the second'] }],
    },
    {
      id: 'rev-h2',
      question: 'Why did the third estate want votes to be counted by head?',
      evidence: [
        { page: 2, holds: ['clergy and nobles would always win by two to one', 'demanded that votes be counted'] },
      ],
    },
    {
      id: 'rev-h3',
      question: 'What happened on the night of 4 August?',
      evidence: [{ page: 2, holds: ['by abolishing feudal rights'] }],
    },
    {
      id: 'rev-h4',
      question: 'Who was allowed to vote under the constitution of 1791?',
      evidence: [{ page: 3, holds: ['it limited the vote to men who paid taxes'] }],
    },
    {
      id: 'rev-h5',
      question: 'How many people died in the Terror?',
      evidence: [{ page: 4, holds: ['Some 17,000 people were executed'] }],
    },
    {
      id: 'rev-h6',
      question: 'Who was Necker, and why did he lose his post in July 1789?',
      evidence: [
        { page: 1, holds: ['Jacques Necker, a banker from Geneva'] },
        { page: 2, holds: ['he dismissed Necker, who was popular'] },
      ],
    },
    { id: 'rev-hu1', question: 'How did Marat die?', evidence: [] },
    { id: 'rev-hu2', question: 'Where was Robespierre born?', evidence: [] },
    { id: 'rev-hu3', question: 'What was the Continental System?', evidence: [] },
    { id: 'rev-hu4', question: 'When was slavery abolished in the United States?', evidence: [] },
  ],
  energy: [
    {
      id: 'energy-h1',
      question: 'What is inertia?',
      evidence: [{ page: 1, holds: ['This tendency is called inertia', 'keeps its velocity as long as no net force'] }],
    },
    {
      id: 'energy-h2',
      question: 'How does drag change when you go twice as fast?',
      evidence: [{ page: 2, holds: ['at double speed it is four times as strong'] }],
    },
    {
      id: 'energy-h3',
      question: 'Why does a car at 100 km/h need so much more distance to brake than one at 50?',
      evidence: [{ page: 3, holds: ['its brakes need four times the distance'] }],
    },
    {
      id: 'energy-h4',
      question: 'How efficient is an electric motor compared to a petrol engine?',
      evidence: [{ page: 4, holds: ['A petrol engine reaches roughly 30 percent'] }],
    },
    {
      id: 'energy-h5',
      question: 'Does a rocket need air to push against?',
      evidence: [{ page: 5, holds: ['It needs no air to push against', 'It throws hot gas backwards'] }],
    },
    {
      id: 'energy-h6',
      question: 'How does an astronaut’s weight change on the Moon, and why does friction arise?',
      evidence: [
        { page: 1, holds: ['but only 130 newtons on the Moon'] },
        { page: 2, holds: ['polished surfaces are rough on a small scale'] },
      ],
    },
    { id: 'energy-hu1', question: 'What is the second law of thermodynamics?', evidence: [] },
    { id: 'energy-hu2', question: 'How did Einstein change the idea of gravity?', evidence: [] },
    { id: 'energy-hu3', question: 'How does a wind turbine work?', evidence: [] },
    { id: 'energy-hu4', question: 'How far away is the Moon?', evidence: [] },
  ],
  microeconomics: [
    {
      id: 'econ-h1',
      question: 'Who explained comparative advantage, and which goods did he use as an example?',
      evidence: [{ page: 1, holds: ['David Ricardo showed this in 1817 with cloth and wine'] }],
    },
    {
      id: 'econ-h2',
      question: 'What makes demand elastic?',
      evidence: [{ page: 2, holds: ['Three circumstances make demand elastic'] }],
    },
    {
      id: 'econ-h3',
      question: 'What happens when the price is above the equilibrium?',
      evidence: [{ page: 3, holds: ['goods pile up in the stores'] }],
    },
    {
      id: 'econ-h4',
      question: 'What is the difference between fixed and variable costs?',
      evidence: [{ page: 4, holds: ['Fixed costs, such as rent, do not change with output'] }],
    },
    {
      id: 'econ-h5',
      question: 'What is a natural monopoly?',
      evidence: [{ page: 4, holds: ['such a case is a natural monopoly'] }],
    },
    {
      id: 'econ-h6',
      question: 'Who introduced elasticity into economics, and who explained the problem of lemons?',
      evidence: [
        { page: 2, holds: ['Alfred Marshall who brought the concept'] },
        { page: 5, holds: ['George Akerlof explained it in 1970'] },
      ],
    },
    { id: 'econ-hu1', question: 'What is gross domestic product?', evidence: [] },
    { id: 'econ-hu2', question: 'What did Keynes say about unemployment?', evidence: [] },
    { id: 'econ-hu3', question: 'How does a cartel divide up its profits?', evidence: [] },
    { id: 'econ-hu4', question: 'How much did a barrel of oil cost in 1973?', evidence: [] },
  ],
  networks: [
    {
      id: 'net-h1',
      question: 'What was packet switching invented for by Baran?',
      evidence: [{ page: 1, holds: ['how a network could survive a nuclear attack'] }],
    },
    {
      id: 'net-h2',
      question: 'What did stations do when a collision happened on the original Ethernet?',
      evidence: [{ page: 2, holds: ['both noticed the collision, stopped and waited'] }],
    },
    {
      id: 'net-h3',
      question: 'How long is an IPv6 address?',
      evidence: [{ page: 3, holds: ['Version 6 lengthens the address to 128 bits'] }],
    },
    {
      id: 'net-h4',
      question: 'Why is QUIC quicker to connect than TCP with encryption?',
      evidence: [{ page: 4, holds: ['QUIC joins the two, which saves a round trip'] }],
    },
    {
      id: 'net-h5',
      question: 'What did the Mirai attack do?',
      evidence: [{ page: 5, holds: ['In October 2016 the Mirai botnet'] }],
    },
    {
      id: 'net-h6',
      question: 'Which method of Wi-Fi encryption was broken in 2001, and what are cookies for?',
      evidence: [
        { page: 2, holds: ['The first method, WEP, was broken in 2001'] },
        { page: 5, holds: ['Cookies were introduced in 1994'] },
      ],
    },
    { id: 'net-hu1', question: 'How does a blockchain reach agreement?', evidence: [] },
    { id: 'net-hu2', question: 'What is the difference between HTTP/1 and HTTP/2?', evidence: [] },
    { id: 'net-hu3', question: 'How many satellites does Starlink have?', evidence: [] },
    { id: 'net-hu4', question: 'When was the first e-mail sent?', evidence: [] },
  ],
};
