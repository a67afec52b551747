import type { EvaluationQuestion } from '../evaluation-question.js';

/** Questions about documents/cell-biology.md; those without evidence are not answered there. */
export const cellBiology: EvaluationQuestion[] = [
  {
    id: 'cell-01',
    question: "Why can't a cell just keep growing bigger and bigger?",
    evidence: [{ page: 1, holds: ['its volume increases faster than its surface', 'must pass through the surface'] }],
  },
  {
    id: 'cell-02',
    question: 'What is the difference between prokaryotes and eukaryotes?',
    evidence: [{ page: 1, holds: ['have no nucleus', 'keep their DNA behind a double membrane'] }],
  },
  {
    id: 'cell-03',
    question: 'What does the cytoskeleton do for an animal cell?',
    evidence: [{ page: 1, holds: ['give an animal cell its shape', 'would collapse without this inner frame'] }],
  },
  {
    id: 'cell-04',
    question: 'Who came up with the fluid mosaic model, and when?',
    evidence: [{ page: 2, holds: ['Singer and Nicolson published in 1972'] }],
  },
  {
    id: 'cell-05',
    question: 'How do sodium and potassium get across the membrane against their gradient?',
    evidence: [{ page: 2, holds: ['must be paid for with ATP', 'carries three sodium ions out of the cell'] }],
  },
  {
    id: 'cell-06',
    question: 'What happens to red blood cells if you put them in pure water?',
    evidence: [{ page: 2, holds: ['swells until it bursts'] }],
  },
  {
    id: 'cell-07',
    question: 'Why do plants droop when nobody waters them?',
    evidence: [{ page: 2, holds: ['turgor pressure falls and the leaves wilt', 'keeps leaves upright'] }],
  },
  {
    id: 'cell-08',
    question: 'Why are lysosome enzymes not dangerous to the rest of the cell if they escape?',
    evidence: [{ page: 3, holds: ['the neutral cytosol makes its enzymes harmless'] }],
  },
  {
    id: 'cell-09',
    question: 'List the three steps by which sugar is broken down.',
    evidence: [
      {
        page: 4,
        holds: ['Glycolysis splits glucose', 'The Krebs cycle strips', 'The electron transport chain hands'],
      },
    ],
  },
  {
    id: 'cell-10',
    question: 'What evidence is there that mitochondria used to be bacteria?',
    evidence: [{ page: 4, holds: ['Three findings support her'] }],
  },
  {
    id: 'cell-11',
    question: 'How many times can a normal body cell divide before it gives up?',
    evidence: [{ page: 5, holds: ['after about 50 divisions they stop'] }],
  },
  {
    id: 'cell-12',
    question: 'How is the DNA of bacteria arranged, and how is the DNA inside mitochondria arranged?',
    evidence: [
      { page: 1, holds: ['their DNA lies freely in the cytoplasm as a single ring'] },
      { page: 4, holds: ['the DNA of mitochondria forms a ring'] },
    ],
  },
  {
    id: 'cell-13',
    question: 'Where in the cell is ATP produced, and which membrane proteins spend it on transport?',
    evidence: [
      {
        page: 4,
        holds: ['Most of it comes from mitochondria', 'the area on which ATP can be made', 'makes ATP as it spins'],
      },
      { page: 2, holds: ['must be paid for with ATP', 'carries three sodium ions out of the cell'] },
    ],
  },
  {
    id: 'cell-14',
    question: 'What did Virchow say about where cells come from, and what are the phases of mitosis?',
    evidence: [
      { page: 1, holds: ['cells arise only by the division of other cells'] },
      { page: 5, holds: ['In prophase the chromosomes', 'In metaphase they line up', 'In anaphase the two halves'] },
    ],
  },
  { id: 'cell-u1', question: 'Who discovered the structure of the DNA double helix?', evidence: [] },
  { id: 'cell-u2', question: 'How does chlorophyll capture light in chloroplasts?', evidence: [] },
  { id: 'cell-u3', question: 'What happens during meiosis?', evidence: [] },
  { id: 'cell-u4', question: 'How do antibiotics kill bacteria without harming human cells?', evidence: [] },
  { id: 'cell-u5', question: 'How long does a red blood cell live in the body?', evidence: [] },
  { id: 'cell-u6', question: 'When was Rudolf Virchow born?', evidence: [] },
];
