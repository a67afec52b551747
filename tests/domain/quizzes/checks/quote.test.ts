import { expect, test } from '@jest/globals';
import { checkQuote } from '../../../../domain/quizzes/checks/quote.js';
import { CONTEXT, soundOf } from './sound.js';

const QUOTE = 'Osmosis is the movement of water through a membrane.';

test.each<[string, { quote: string; further?: string[] }, string | undefined]>([
  ['stands there', { quote: QUOTE }, undefined],
  ['stands there over two lines', { quote: 'It costs the cell no energy. The surface\nof a cube' }, undefined],
  ['stands there with all others', { quote: QUOTE, further: ['It costs the cell no energy.'] }, undefined],
  ['stands there but is one word', { quote: 'Osmosis' }, 'it says too little'],
  ['does not stand there', { quote: `${QUOTE} So it is.` }, 'it does not stand in its text'],
  ['stands there, but another does not', { quote: QUOTE, further: ['It was so.'] }, 'it does not stand in its text'],
  ['is not there, but another is', { quote: 'It was so.', further: [QUOTE] }, 'it does not stand in its text'],
])('a quote %s', (_, evidence, message) => {
  const flaws = message === undefined ? [] : [{ check: 'quote', field: 'evidence.quote', message }];
  expect(checkQuote({ ...soundOf('short-text'), evidence }, CONTEXT)).toEqual(flaws);
});
