import { expect, test } from '@jest/globals';
import { escapeMoney } from '../../../domain/text/escape-money.js';
import { texFault } from '../../../domain/text/tex-fault.js';

test.each([
  ['It costs $8.', 'It costs \\$8.'],
  ['It costs $8 and $9.', 'It costs \\$8 and \\$9.'],
  ['It costs $8–$9, or US$1,000.50.', 'It costs \\$8–\\$9, or US\\$1,000.50.'],
  ['It costs R$ 8 e R$ 9.', 'It costs R\\$ 8 e R\\$ 9.'],
  ['From $8 to $x$', 'From \\$8 to $x$'],
  ['At $5 each ($x$ pieces)', 'At \\$5 each ($x$ pieces)'],
  ['$x$ costs $8', '$x$ costs \\$8'],
  ['$x + 2$ and $2x + 3$', '$x + 2$ and $2x + 3$'],
  ['$5$ or $10\\,\\mathrm{cm}$', '$5$ or $10\\,\\mathrm{cm}$'],
  ['$ 5 $', '$ 5 $'],
  ['$$5 + x$$ costs $5', '$$5 + x$$ costs \\$5'],
  ['It costs \\$8 or $\\$8$.', 'It costs \\$8 or $\\$8$.'],
  ['It costs $2 \\times 3 $ or $2x $ now', 'It costs $2 \\times 3 $ or $2x $ now'],
  ['Das Buch kostet 5 $.', 'Das Buch kostet 5 \\$.'],
  ['Das Buch kostet 5 $, das Heft 2 $ mehr', 'Das Buch kostet 5 \\$, das Heft 2 \\$ mehr'],
  ['El libro cuesta $ 5.000 y el lápiz $ 800.', 'El libro cuesta \\$ 5.000 y el lápiz \\$ 800.'],
  ['It costs $.50', 'It costs \\$.50'],
  ['$ x = 5 $ and $ y $', '$ x = 5 $ and $ y $'],
  ['No price', 'No price'],
])('%j is written %j', (text, escaped) => {
  expect(escapeMoney(text)).toBe(escaped);
  expect(escapeMoney(escaped)).toBe(escaped);
  expect(texFault(escaped)).toBeUndefined();
});

test('code stays as it is', () => expect(escapeMoney('`$1` costs $1')).toBe('`$1` costs \\$1'));
