import { describe, expect, test } from '@jest/globals';
import { all, draft, EVENTS } from './draft-text.js';

describe('Questions from sentences', () => {
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

  test('ask for nothing of an item that is a part of a sentence', () => {
    const item = 'Raising the tax of Norway on the sale of devices by 2.3 percent for hospitals.';
    expect(all(`## Taxes\n\nThe law has parts:\n\n- ${item}`)).toEqual([]);
  });

  test('are none in a language without words for them', () => {
    expect(draft('Байкал был описан в 1723 году на берегу озера.', [], 'ru')).toEqual([]);
  });
});
