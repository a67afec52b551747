import type { Passage } from '../../../clients/ai/provider.js';

/** Course text written for these tests, in the shapes that pages have: wrapped lines, headings, lists. */
export const COURSE: Passage[] = [
  {
    ref: 1,
    text: `Photosynthesis

Photosynthesis is the process by which green plants turn light energy into chemical energy. The light-dependent
reactions take place in the thylakoid membranes of the chloroplast. There, chlorophyll absorbs mainly red and blue
light, which is why leaves look green. Water is split in these reactions, and oxygen is released as a by-product.`,
  },
  {
    ref: 2,
    text: `Water is split in these reactions, and oxygen is released as a by-product. The Calvin cycle takes place in the
stroma and builds sugar from carbon dioxide. It was worked out by Melvin Calvin and his colleagues in 1950. To make one
molecule of glucose the cycle needs 18 molecules of ATP. Stomata are small pores in the leaf through which carbon
dioxide enters. They close when the plant is short of water.`,
  },
  {
    ref: 3,
    text: `The French Revolution

The French Revolution began in 1789 with the meeting of the Estates General at Versailles. The crown was close to
bankruptcy after decades of war, and bad harvests had doubled the price of bread. On 14 July a crowd stormed the
Bastille, a royal prison in Paris. King Louis XVI was executed by guillotine in January 1793.`,
  },
  {
    ref: 4,
    text: `During the Reign of Terror the Committee of Public Safety was led by Maximilien Robespierre. About 17,000 people
were sentenced to death and executed in that period. The Declaration of the Rights of Man stated that all men are born
free and equal in rights. Napoleon Bonaparte seized power in a coup in November 1799, which ended the Revolution.`,
  },
  {
    ref: 5,
    text: `Newton's laws of motion

• The first law says that a body stays at rest or in uniform motion unless a net force acts on it.
• The second law says that the acceleration of a body equals the net force divided by its mass.
• The third law says that every action has an equal and opposite reaction.

Inertia is the resistance of a body to a change of its motion. Friction is a force that opposes the sliding of one
surface over another, and it turns kinetic energy into heat.`,
  },
  {
    ref: 6,
    text: `Weight is the force of gravity on a body, while mass is the amount of matter in it. Near the surface of the Earth
all bodies fall with an acceleration of 9.8 metres per second squared if air resistance is neglected. Momentum is the
product of mass and velocity. The total momentum of a closed system does not change, and so a rocket moves
forward when it throws gas backward. The unit of force is the newton. Which force keeps the Moon in its orbit?`,
  },
];

/** Questions with a span that a right answer must cite. */
export const ANSWERABLE: [question: string, holds: string][] = [
  ['Where do the light-dependent reactions take place?', 'thylakoid membranes'],
  ['Why do leaves look green?', 'red and blue light'],
  ['What is released when water is split?', 'oxygen is released'],
  ['Who discovered the Calvin cycle?', 'Melvin Calvin'],
  ['How many molecules of ATP are needed to make glucose?', '18 molecules of ATP'],
  ['How does carbon dioxide get into a leaf?', 'small pores'],
  ['When did the French Revolution start?', '1789'],
  ['What caused the French Revolution?', 'bankruptcy'],
  ['Who was the leader of the Committee of Public Safety?', 'Robespierre'],
  ['How was Louis XVI killed?', 'guillotine'],
  ['How many people were executed during the Terror?', '17,000'],
  ['How did the revolution end?', 'coup'],
  ["State Newton's third law.", 'equal and opposite reaction'],
  ['What is inertia?', 'resistance of a body'],
  ['What is the difference between mass and weight?', 'Weight is the force of gravity'],
  ['How fast do falling bodies accelerate near the Earth?', '9.8 metres'],
  ['Define momentum.', 'product of mass and velocity'],
  ['Why does a rocket move forward?', 'throws gas backward'],
];

/** Questions the course does not answer; most are near its topics on purpose. */
export const UNANSWERABLE: string[] = [
  'What is the capital of Australia?',
  'How do enzymes lower activation energy?',
  'Who discovered chlorophyll?',
  'When was the chloroplast first observed under a microscope?',
  'Who was the wife of Louis XVI?',
  'What did Napoleon do in Egypt?',
  'What is the boiling point of ethanol?',
  'How is electric current related to voltage?',
  'Which planet has the strongest gravity?',
  'How many chromosomes do humans have?',
];
