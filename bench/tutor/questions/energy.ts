import type { EvaluationQuestion } from '../evaluation-question.js';

/** Questions about documents/energy.md; those without evidence are not answered there. */
export const energy: EvaluationQuestion[] = [
  {
    id: 'energy-01',
    question: 'Why did Galileo use a slope instead of just dropping things?',
    evidence: [{ page: 1, holds: ['because free fall was too fast for the instruments of his day'] }],
  },
  {
    id: 'energy-02',
    question: "If every action has a reaction, why don't the two forces cancel each other?",
    evidence: [{ page: 1, holds: ['they act on different bodies', 'only the latter force counts'] }],
  },
  {
    id: 'energy-03',
    question: 'How is weight different from mass?',
    evidence: [{ page: 1, holds: ['It is the pull of gravity on a body', 'Weight must not be confused with mass'] }],
  },
  {
    id: 'energy-04',
    question: 'Why do anti-lock brakes stop a car sooner?',
    evidence: [{ page: 2, holds: ['a rolling wheel grips the road by static friction'] }],
  },
  {
    id: 'energy-05',
    question: 'What is terminal velocity and how fast is it for a skydiver?',
    evidence: [{ page: 2, holds: ['At about 55 metres per second the drag equals the weight'] }],
  },
  {
    id: 'energy-06',
    question: 'How long does the Moon need to go once around the Earth?',
    evidence: [{ page: 2, holds: ['one round takes 27.3 days'] }],
  },
  {
    id: 'energy-07',
    question: 'Am I doing work in the physical sense when I hold a suitcase still?',
    evidence: [{ page: 3, holds: ['holds a heavy suitcase without moving it does no work'] }],
  },
  {
    id: 'energy-08',
    question: 'What does the swing time of a pendulum depend on?',
    evidence: [{ page: 3, holds: ['only the length of the string and the strength of gravity matter'] }],
  },
  {
    id: 'energy-09',
    question: 'How did Joule find out how much heat corresponds to mechanical work?',
    evidence: [
      {
        page: 4,
        holds: ['a falling weight turned paddles in a tank', '4.2 joules heat one gram of water by one degree'],
      },
    ],
  },
  {
    id: 'energy-10',
    question: 'How many watts is one horsepower?',
    evidence: [{ page: 4, holds: ['which is about 746 watts'] }],
  },
  {
    id: 'energy-11',
    question: 'How do air bags protect the people in a car?',
    evidence: [{ page: 5, holds: ['Crumple zones and air bags stretch the time'] }],
  },
  {
    id: 'energy-12',
    question: 'What is the difference between elastic and inelastic collisions?',
    evidence: [
      {
        page: 5,
        holds: ['In an elastic collision kinetic energy is conserved', 'In an inelastic collision part of the'],
      },
    ],
  },
  {
    id: 'energy-13',
    question: "What does Newton's third law say, and how does the conservation of momentum follow from it?",
    evidence: [
      { page: 1, holds: ['The third law says that forces come in pairs'] },
      { page: 5, holds: ['This follows from the third law', 'their total momentum stays the same'] },
    ],
  },
  {
    id: 'energy-14',
    question: 'What is the definition of kinetic energy, and what is momentum?',
    evidence: [
      { page: 3, holds: ['Kinetic energy is half the mass times the square of the speed'] },
      { page: 5, holds: ['Momentum is mass times velocity'] },
    ],
  },
  {
    id: 'energy-15',
    question: 'What is the unit of work called, and what is the unit of power?',
    evidence: [
      { page: 3, holds: ['The unit is the joule'] },
      { page: 4, holds: ['its unit, the watt'] },
    ],
  },
  { id: 'energy-u1', question: 'How does a nuclear reactor produce energy?', evidence: [] },
  { id: 'energy-u2', question: 'What is the efficiency of a solar panel?', evidence: [] },
  { id: 'energy-u3', question: 'How fast does light travel?', evidence: [] },
  { id: 'energy-u4', question: 'How did Newton explain the tides?', evidence: [] },
  { id: 'energy-u5', question: 'What is angular momentum?', evidence: [] },
  { id: 'energy-u6', question: 'When did Galileo build his first telescope?', evidence: [] },
];
