import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GuideLanguage } from '../../../domain/guides/guide-language.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';
import { checkDrafts, draftAll, draftQuestions } from '../../../domain/quizzes/drafting/draft-questions.js';
import type { Drafted } from '../../../domain/quizzes/drafting/drafted.js';
import { loadGuideLanguages } from '../../../services/content/load-guide-languages.js';

let languages: GuideLanguage[];
beforeAll(async () => {
  languages = await loadGuideLanguages();
});

const language = (code: string): GuideLanguage => {
  const found = languages.find((one) => one.language === code);
  if (!found) throw new Error(code);
  return found;
};
const draft = (text: string, marked: string[] = [], code = 'en'): Drafted[] =>
  draftQuestions({ pages: [{ pageNo: 1, text }], language: language(code), marked });
const all = (text: string, marked: string[] = []): Drafted[] =>
  draftAll({ pages: [{ pageNo: 1, text }], language: language('en'), marked });
const byWay = (drafts: readonly Drafted[], way: Drafted['way']): DraftQuestion[] =>
  drafts.filter((one) => one.way === way).map(({ question }) => question);

const TERMS = `## The moving plates

Subduction is the descent of a plate into the hot mantle of the planet by its own weight.
Convection is the slow circulation of hot rock that rises and of cold rock that sinks.
Magnetism is the force that turns the needle of a compass toward the north of the planet.
Radiation is the transfer of heat through empty space from a hot body to all that is cold.
Along the coast of Chile subduction feeds many volcanoes. Deep in the mantle convection drives the plates.
Over long ways magnetism guides the birds. On clear days radiation warms the ground.`;

const EVENTS = `## Explorers

In 1488 Bartolomeu Dias rounded the southern tip of Africa with two small ships.
In 1498 Vasco da Gama reached the coast of India after ten months at sea.
In 1522 a ship of Magellan came home to Spain from the first voyage around the world.
In 1606 Willem Janszoon reached the coast of Australia on board of a Dutch ship.`;

describe('Questions from sentences', () => {
  test('leave a gap for a term, among terms of the same kind that the source explains elsewhere', () => {
    const [question] = byWay(draft(TERMS), 'term');
    expect(question).toMatchObject({ kind: 'single-choice', evidence: { quote: expect.stringContaining('is the') } });
    expect(question?.stem).toMatch(/^On “The moving plates”\. Which term belongs in the gap\?\n____ is the /);
    const wrong = question?.kind === 'single-choice' ? [question.right, ...question.wrong] : [];
    expect(wrong.toSorted()).toEqual(['Convection', 'Magnetism', 'Radiation', 'Subduction']);
  });

  test('ask for a year among other years of the source, far enough from it', () => {
    const years = byWay(all(EVENTS), 'year');
    expect(years).toHaveLength(4);
    for (const question of years) {
      const { right, wrong } = question.kind === 'single-choice' ? question : { right: '', wrong: [] };
      expect(question.stem).not.toContain(right);
      expect(wrong.every((year) => Math.abs(Number(year) - Number(right)) >= 3)).toBe(true);
    }
  });

  test('put events in the order of their years, with every sentence as evidence', () => {
    const [question] = byWay(draft(EVENTS), 'events');
    const items = question?.kind === 'ordering' ? question.items : [];
    expect(items.map((item) => item.slice(0, 12))).toEqual([
      'Bartolomeu D',
      'Vasco da Gam',
      'A ship of Ma',
      'Willem Jansz',
    ]);
    expect(items.join()).not.toMatch(/\d{4}/);
    expect(question?.evidence.further).toHaveLength(3);
  });

  test('leave no comma where the year of an event stood', () => {
    const text = EVENTS.replace('In 1606 Willem Janszoon reached', 'Willem Janszoon reached in 1606, on a small ship,');
    const [question] = byWay(draft(text), 'events');
    expect(JSON.stringify(question)).toContain('Willem Janszoon reached on a small ship, the coast');
  });

  test('order no event whose year is of its subject alone', () => {
    const text = EVENTS.replace(
      /In 1606.*/,
      'The Battle of Kosovo in 1389 serves as a center of Serbian identity today.',
    );
    expect(JSON.stringify(byWay(all(text), 'events'))).not.toContain('Kosovo');
  });

  test('turn a statement by another year, and never by one that another sentence makes true', () => {
    const falsehoods = byWay(all(EVENTS), 'false');
    const truths = byWay(all(EVENTS), 'true');
    expect(falsehoods.length + truths.length).toBeGreaterThanOrEqual(3);
    for (const { stem } of truths) expect(EVENTS).toContain(stem.replace(/^On “Explorers”\. /, ''));
    for (const { stem } of falsehoods) expect(EVENTS).not.toContain(stem.replace(/^On “Explorers”\. /, ''));
  });

  test('ask for a number that a sentence states of something with a name', () => {
    const [question] = byWay(draft('The Nile flows over 6650 km through Africa to the Mediterranean Sea.'), 'number');
    expect(question).toBeUndefined();
    const [length] = byWay(
      draft('The Nile has a length of 6650 km from its springs to the Mediterranean Sea.'),
      'number',
    );
    expect(length).toMatchObject({ kind: 'numeric', value: 6650, formula: 'stated', values: { stated: 6650 } });
  });

  test.each([
    ['it rests on another sentence', 'They were led by this man with 600 men and 40 horses across Panama in 1513.'],
    ['it is a made-up case', 'A car covers 150 km in two hours when it drives along an empty road.'],
    ['it leaves room', 'At least 300 km of the river lie in the country of Panama near the sea.'],
    ['it is a question', 'How many of the 300 ships of the Spanish king came back to Panama that year?'],
    ['it is cut', 'Balboa saw the Pacific in 1513 from a hill near the town of St.'],
    [
      'it tells an age',
      'In Los Angeles a social worker of the city found Genie, a 13-year-old girl, in a locked room.',
    ],
    ['it counts from today', 'Carl Jung worked in the city of Zurich in Switzerland about 100 years ago.'],
    ['it ends a range', 'The stages of Piaget describe children between 11 and 20 years old in schools of Geneva.'],
    ['it begins a share', 'About 40%–60% of the patients in the clinics of Boston come back to the hospital.'],
    ['it is not exact', 'The International Space Station circles the planet Earth once every 90 minutes or so.'],
    ['its power is lost', 'Light from the Sun travels at a speed of 3×105 kilometers per second through empty space.'],
    ['another names its subject', 'The mirror weighs 14.5 tons and stands in a dome on the mountain of Palomar.'],
    ['it is said of a video', 'In the first 40 minutes of a video Marcia Bartusiak speaks of Hubble and the cosmos.'],
    [
      'it is of a case',
      'Barbara is a 43-year-old patient of the clinic. Barbara has a fever of 38.2 °C and a rash on the first day.',
    ],
    ['it is a bound', 'Epidemics of smallpox in Europe had fatality rates of 50% or greater in the towns of Italy.'],
    [
      'it goes on from the one before',
      'Similarly, Norway has been a kingdom with a bridge of 900 meters since the war.',
    ],
    [
      'it adds to the one before',
      'Farmers of Norway also keep goats on 40 percent of the meadows of the high valleys.',
    ],
    ['it holds today only', 'Currently 65 percent of the farmers of Norway are not able to sell wool to Denmark.'],
    [
      'it names its thing by what befell that',
      'The flooded valley covered 40 square kilometers of Norway and 3 towns of Denmark.',
    ],
    [
      'it ends a range of thousands',
      'Skulls from Petralona and from Ceprano are between 350,000 and 200,000 years old.',
    ],
    ['it is an exponent', 'The constant of Planck is very small, 6.626 10−34 joule seconds, in all of physics.'],
    ['it says how exact another is', 'Forests of Norway take up 0.62 ± 0.37 tons of carbon on each hectare of land.'],
    ['it is part of a word', 'Services of Norway with a 7-day calendar use boxes that have modems for a return path.'],
    [
      'it is of a survey without a date',
      'A recent survey of Gallup in Norway found 51 percent of the farmers without a son.',
    ],
    ['it is of a made-up year', 'The bakery of Norway has a return of 40 percent on its equity for 20XX.'],
    ['it is a task', 'Hold a debate in which a speaker of Norway is given 10 minutes to present an argument.'],
    ['it counts back', 'The names of Berlin and Oslo were held in the past 50 years by kings of Norway.'],
    ['it is an example', 'The best offers of Norway (a 25 percent rise of pay) are the dream of all fishers.'],
    ['its formula is lost', 'The land of Norway has 40 percent of the oil and a large part of the .'],
    ['it is of one named before', 'The king of Norway, who founded the company with 300 euros, was born in Oslo.'],
    [
      'it is of a subject left out',
      'Founded in Norway, it sends 40 percent of the fish of Oslo to the towns of Denmark.',
    ],
    ['its heading tells it', 'The ships of Norway sailed over 2003 meters of the sea of the Danes and their king.'],
    [
      'it is of a place named before',
      'The farmers of Norway were the first who sailed there with 40 kilograms of wool in 1522.',
    ],
    ['its subject stands before it', 'In the valleys of Norway, it has a length of 900 meters from Oslo to the sea.'],
    ['its person is of several', 'After a year with the Crow Indians, he sailed 900 kilometers to the town of Oslo.'],
    ['all of it is meant', 'Fishers of Norway cannot give 100 percent of the day to the sea of the Danes in 1522.'],
    ['each year has another share', 'Perot of Norway won 19 percent of the vote of the towns of Oslo and of Bergen.'],
    [
      'it is what a report is called by',
      'Farmers of Norway look up the trade in wool in the 2017 annual report of the shops of Oslo.',
    ],
    ['it is of that order', 'Atoms of Norway have dimensions on the order of 40 meters in the books of Oslo.'],
    ['it is of at least', 'Farmers of Norway have kept sheep for at least the past 2000 years on the meadows.'],
    ['it comes on top', 'By the year 1522 the ships of Norway had sailed an additional 360 miles to the west.'],
    ['it is a task to calculate', 'Calculate the weight of a ship of Norway that has 40 tons of fish on board.'],
    ['its person has an initial', 'Renada G., a junior of Oslo, worked for 15 hours a week in the shops of Norway.'],
    ['its one tells itself', 'The Moon completes a trip around the sky over the Earth in about 1 month of the year.'],
  ])('are none where %s', (_, text) => {
    expect(draft(`## Panama 2003\n\n${text}`)).toEqual([]);
  });

  test.each(['Exercises', 'Videos', 'Group activities'])('are none below a heading of %s', (heading) => {
    expect(draft(EVENTS.replace('Explorers', heading))).toEqual([]);
  });

  test.each([
    ['goes on with it', 'A bridge crosses the fjord of Norway. In Norway the bridge has a length of 900 meters.'],
    ['counts it', 'Three towers stand in Norway. In Oslo each tower has a height of 40 meters.'],
  ])('are none where a sentence speaks of what the one before introduced, and %s', (_, text) => {
    expect(draft(`## Norway\n\n${text}`)).toEqual([]);
    expect(draft(`## The bridge and its tower\n\n${text}`)).toHaveLength(1);
  });

  test.each([
    [
      'a German one is cut',
      'de',
      'Am Ende des 19. Jahrhundert von Wellington war im Jahr 1975 in London zu Ende gegangen.',
    ],
    [
      'a German one is of a group named before',
      'de',
      'Im Jahr 1975 erklärte sich die Gruppe in Amsterdam zur Partei mit großer Macht.',
    ],
    ['a German one adds', 'de', 'Dennoch gelang es Ajax aus Amsterdam, die Meisterschaft im Jahr 1975 zu gewinnen.'],
    [
      'a German one names its thing by what befell that',
      'de',
      'Die betroffene Region umfasste in Brasilien etwa 300 Kilometer, und das war im Jahr 1975 viel.',
    ],
    [
      'a Spanish one lacks its subject',
      'es',
      'En 1785 presentó un documento sobre la Tierra a la Sociedad Real de Edimburgo.',
    ],
    [
      'a Spanish one counts on',
      'es',
      'Ocho años más tarde, en 1785, los barcos de Holanda llegaron a la isla de Java.',
    ],
    ['a Spanish one begins amid', 'es', 'Inicialmente construido en madera, el puente de Java fue de piedra en 1785.'],
  ])('are none where %s', (_, code, text) => {
    const years = {
      de: 'Im Jahr 1815 siegte Wellington in Waterloo. Im Jahr 1871 siegte Moltke in Sedan. Im Jahr 1905 siegte Togo in Japan.',
      es: 'En 1815 Wellington llegó a Waterloo. En 1871 Moltke llegó a Sedán. En 1905 Togo llegó a Tsushima.',
    }[code];
    expect(JSON.stringify(draft(`${years} ${text}`, [], code))).not.toContain(text.slice(-20));
  });

  test.each([
    ['a share', 'In 1522 a third of the people of Lisbon, or 34 percent, died of a fever from the sea.'],
    ['a denial', 'In 1522 no ship of Spain or of Portugal came to the harbor of the city of Lima.'],
  ])('turn no statement of %s by another year, which may be as true', (_, text) => {
    const drafts = all(`${EVENTS}\n${text}`);
    expect(byWay(drafts, 'false').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
    expect(byWay(drafts, 'true').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test('put no term that cannot be counted behind an article', () => {
    const text = TERMS.replace('Magnetism is the force', 'A magnet is the thing');
    for (const { stem } of byWay(all(text), 'false')) expect(stem).not.toMatch(/ A (?:Sub|Con|Rad)/);
  });

  test.each([
    ['some of them', 'Some stones with iron are members of a large group of stones known as ores.'],
    ['it at times', 'Stones of the north that hold copper and iron are sometimes called ores.'],
    ['several names', 'Bands of people who sell things are called companies, firms, houses, agencies, and trusts.'],
    ['one after others', 'A third skull of a man from the caves of southern Greece is known as Petra.'],
    ['a group of them', 'Iron and copper of the north belong to a wide class of substances called metals.'],
  ])('ask for no name that a sentence gives to %s', (_, text) => {
    expect(all(text)).toEqual([]);
  });

  test.each([
    ['has another', 'Many treaties ended the use of chemicals called chlorofluorocarbons, or CFCs, in the world.'],
    ['stands there in another form', 'The brain has two kinds of cells: glial cells (known as glia) and neurons.'],
    ['is of what was named before', 'The site also includes a large residence of the rulers known as Citadel.'],
    ['was spoken to', 'In Boston the family of Javier called the physician, who drove to the house at once.'],
    ['goes on', 'Milner pays for a search of the sky called Breakthrough: Listen, with large antennas.'],
  ])('ask for no name to be written that %s', (_, text) => {
    expect(all(text)).toEqual([]);
  });

  test.each([
    ['supposes', 'Suppose that sugar is sold by Norway to Denmark.'],
    ['points to a figure', 'The market of sugar is shown in Figure 3.'],
  ])('ask for no number where a sentence close before %s', (_, before) => {
    const text = 'In Norway the price of sugar without trade is 12 cents and the farmers make 30 tons.';
    expect(byWay(all(`## Sugar\n\n${before} ${text}`), 'number')).toEqual([]);
    expect(byWay(all(`## Sugar\n\n${text}`), 'number')).not.toEqual([]);
  });

  test.each([
    ['Suppose that two firms trade in Norway.', 'Imagine a farm in Norway.', 'Let’s look at two farms of Norway.'],
  ])('ask for no number of a case that a section supposes, far behind that', (...cases) => {
    const between = 'Farms of Norway have sheep. Farms of Sweden have goats. Farms of Denmark have pigs.';
    const text = 'In Norway the price of sugar without trade is 12 cents and the farmers make 30 tons.';
    for (const supposes of cases)
      expect(byWay(all(`## Sugar\n\n${supposes} ${between} ${text}`), 'number')).toEqual([]);
    expect(byWay(all(`## Sugar\n\n${cases[0]}\n\n## Trade\n\n${between} ${text}`), 'number')).not.toEqual([]);
  });

  test.each([
    ['Near the towns of Lisbon, the tired sailors landed in 1522 with three ships of the king of Spain.'],
    ['In the year of the war, the lowest annual price was in 1522 as the ships of Spain came.'],
    ['In 1522 and 1523 the ships of Spain came to the harbor of the city of Lima with gold.'],
  ])('ask for no year that only what stands before or beside it tells', (text) => {
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test('ask for the year of a subject that its sentence tells', () => {
    const text = 'In 1522 the young sailors employed by the king of Spain came to the city of Lima with gold.';
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toHaveLength(1);
  });

  test('match no labels that only count', () => {
    const said = ['a task for all of the class', 'a list of the books to read', 'a form for the names of the pupils'];
    const list = (labels: string[]) => labels.map((label, at) => `- ${label}: ${said[at]}`).join('\n');
    expect(byWay(all(`## Lists\n\n${list(['Handout A', 'Handout B', 'Handout C'])}`), 'labels')).toEqual([]);
    expect(byWay(all(`## Lists\n\n${list(['Debate', 'Reader', 'Register'])}`), 'labels')).toHaveLength(1);
  });

  test('ask for no label that only counts', () => {
    const said = [
      'the chromosomes of the cell coil up and become visible under a good lens.',
      'the chromosomes of the cell line up in the middle, one by one, in a row.',
      'the sister chromatids separate and are drawn to opposite poles of the cell.',
    ];
    const list = (labels: string[]) => labels.map((label, at) => `${at + 1}. ${label}: ${said[at]}`).join('\n');
    expect(byWay(all(`## Division\n\n${list(['Prophase', 'Metaphase', 'Anaphase'])}`), 'term')).toHaveLength(3);
    expect(byWay(all(`## Division\n\n${list(['Claim 1', 'Point 2', 'Reply 3'])}`), 'term')).toEqual([]);
  });

  test.each([
    ['Más del', 'es', 'Más del 40 % de los barcos de Noruega llegaron en 1815 al puerto de la isla de Java.'],
    ['Plus des', 'fr', 'Plus des 40 % des navires de Norvège arrivèrent en 1815 au port de la ville de Java.'],
  ])('ask for no share that is a bound: %s', (_, code, text) => {
    expect(byWay(draft(`## Java\n\n${text}`, [], code), 'number')).toEqual([]);
  });

  test('ask for nothing of an item that is a part of a sentence', () => {
    const item = 'Raising the tax of Norway on the sale of devices by 2.3 percent for hospitals.';
    expect(all(`## Taxes\n\nThe law has parts:\n\n- ${item}`)).toEqual([]);
  });

  test.each([
    ['In 1522 the city of Lisbon had 50,000 sailors who were waiting for the ships of Spain.'],
    ['In 1522 there were 164 million people in Spain by the count of the king of France.'],
  ])('ask for no year in which there was a number of something', (text) => {
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test('ask for no year in which a share was counted, since each has one', () => {
    const text = 'In 1522 about 34 percent of the people of Lisbon were sailors on the ships of Spain.';
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test('ask for no share of what only a heading would tell, or of no year', () => {
    const text = 'Surveys in the United Kingdom found bacteria in about 12% of the infants of London in 1986.';
    expect(draft(text)).toEqual([]);
    expect(draft(`## Listeria\n\n${text.replace(' in 1986', '')}`)).toEqual([]);
    expect(draft(`## Listeria\n\n${text}`)).toHaveLength(1);
  });

  test('ask for no title of a book', () => {
    const books = ['Active Liberty: A View of the Courts', 'Injustices: The History of the Supreme Court'];
    const list = [...books, 'Governing: The Power of the States'].map((book) => `- ${book} of the Land.`).join('\n');
    expect(byWay(all(`## Courts\n\n${list}`), 'term')).toEqual([]);
  });

  test('ask for no term that is one example of many', () => {
    const text = TERMS.replace('Magnetism is the force', 'Magnetism is an example of a force');
    expect(byWay(all(TERMS), 'term').some(({ stem }) => stem.includes('needle'))).toBe(true);
    expect(byWay(all(text), 'term').some(({ stem }) => stem.includes('needle'))).toBe(false);
  });

  test.each([
    ['others are as well', 'Magnetism is a strong force and is not seen by anybody on the planet Earth today.'],
    ['praises it', 'Magnetism is an extremely important process in the whole of the planet Earth today.'],
    ['says how much alone', 'Magnetism is the most widely known but is not the strongest on the planet Earth.'],
  ])('ask for no term of which a sentence tells what %s', (_, text) => {
    const drafts = all(TERMS.replace(/^Magnetism.*$/m, text));
    expect(byWay(drafts, 'term').some(({ evidence }) => evidence.quote === text)).toBe(false);
  });

  test('have no persons among terms', () => {
    const person = 'Roberto is a student of the town who left the coast for the city. Friends of Roberto sell fish.';
    const drafts = all(TERMS.replace(/^Radiation.*$/m, person).replace(/ On clear days.*$/m, ''));
    expect(JSON.stringify(drafts)).not.toMatch(/"roberto"/i);
  });

  test('match the terms of a list with what it says of them', () => {
    const text = `## Glosario\n\n- Ayni: ayuda mutua entre familias\n- Chasqui: corredor que llevaba mensajes\n- Quipu: conjunto de cuerdas con nudos`;
    const [question] = byWay(draft(text, [], 'es'), 'labels');
    expect(question).toMatchObject({
      kind: 'matching',
      stem: 'Sobre «Glosario». Une cada término con lo que se dice de él.',
    });
  });

  test.each([
    ['another names its owner', 'In Rome and in the rest of Italy the war’s end came in 1453 with a treaty.'],
    ['another names what ended', 'The strike finally ended in 1453 when the growers of Italy had to pay more.'],
    ['another names the place', 'In Dakota the efforts of settlers grew in 1453 after gold was discovered there.'],
    ['another names what rose', 'In 1453, however, it rose to half of the people of Venice and of Genoa.'],
    ['it may be any', 'In 1453 two new parties of farmers appeared and took part in the elections of the year.'],
    ['it goes on', 'Nevertheless Dandolo and all crusaders agreed and took the city of Zara in 1202.'],
    ['it is a quotation', 'Humility. —Andrew Ingersoll spoke of the Voyager spacecraft and of Jupiter in 1586.'],
  ])('ask for no year where %s', (_, text) => {
    expect(JSON.stringify(all(`${EVENTS}\n${text}`))).not.toContain(text.slice(-20));
  });

  test('are none in a language without words for them', () => {
    expect(draft('Байкал был описан в 1723 году на берегу озера.', [], 'ru')).toEqual([]);
  });

  test('pass every check, have their quote on their page, and take no sentence twice', () => {
    const pages = { pages: [{ pageNo: 7, text: `${TERMS}\n\n${EVENTS}` }], language: language('en'), marked: [] };
    const drafts = draftQuestions(pages);
    expect(drafts.length).toBeGreaterThan(2);
    expect(checkDrafts(pages, drafts).flatMap(({ flaws }) => flaws)).toEqual([]);
    const quotes = drafts.flatMap(({ question: { evidence } }) => [evidence.quote, ...(evidence.further ?? [])]);
    expect(new Set(quotes).size).toBe(quotes.length);
    expect(drafts.every(({ pageNo }) => pageNo === 7)).toBe(true);
    expect(draftQuestions(pages)).toEqual(drafts);
  });

  test('come from no text with a fault', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.array(fc.string(), { maxLength: 3 }),
        (text, marked) => {
          draft(`${TERMS}\n\n${text}`, marked);
        },
      ),
      { numRuns: 60 },
    );
  });
});
