/** Animals, and what each lives on: its longest word is the one that a page's first sentence is about. */
export const ANIMALS = [
  ...['octopus', 'tortoise', 'kestrel', 'salmon', 'hedgehog'],
  ...['beaver', 'lizard', 'walrus', 'heron', 'otter'],
];
export const FOODS = [
  ...['crustaceans', 'strawberries', 'grasshoppers', 'bloodworms', 'caterpillars'],
  ...['cottonwoods', 'butterflies', 'cockleshells', 'sticklebacks', 'crawfishes'],
];

/** A page about each, of one sentence that says something and one more. */
export const ANIMAL_PAGES = ANIMALS.map(
  (animal, at) =>
    `The ${animal} of the northern coast lives mostly on ${FOODS[at]} during the long winter months. ` +
    'People who live there have known this for many hundreds of years, and they tell it to their children.',
);

/** The first of these pages as a document has them, each under its heading. */
export const animalNotes = (count: number): string[] =>
  ANIMAL_PAGES.slice(0, count).map((text, at) => `# The ${ANIMALS[at]}\n${text}`);
