import { expect, test } from '@jest/globals';
import { readCards } from '../../../domain/learning/reviews/read-cards.js';
import { exportCards } from '../../../services/reviews/export-cards.js';
import { buildStudent } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();

test('as many cards as a student may have are read and written in pieces, each when the one before is taken', async () => {
  const { id: userId } = await buildStudent(services.db);
  await services.db.raw(
    `INSERT INTO review_cards (id, user_id, origin, front, back)
     SELECT gen_random_uuid(), :userId, 'import', repeat('"', 990) || n, repeat('"', 2000) FROM generate_series(1, 1000) AS n`,
    { userId },
  );
  let statements = 0;
  const count = () => void statements++;
  services.db.on('query', count);
  const fronts = new Set<string>();
  let pieces = 0;
  for await (const piece of await exportCards(services, userId)) {
    pieces += 1;
    expect(statements).toBe(pieces);
    expect(piece.length).toBeLessThan(2_000_000);
    for (const read of readCards(
      'anki',
      `#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n${piece.replace(/^#.*\n/gm, '')}`,
    ))
      fronts.add('card' in read ? read.card.front : read.fault);
  }
  services.db.removeListener('query', count);
  expect(pieces).toBe(10);
  expect(fronts.size).toBe(1_000);
});
