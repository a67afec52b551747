import { describe, expect, test } from '@jest/globals';
import type { TextOf } from '../../../../domain/tutor/checked-answer.js';
import { checkPartSupport } from '../../../../domain/tutor/support/check-part-support.js';
import { around, supportOf } from './support-of.js';

const PAGE = '# Glaciers\n\nA glacier carries rock along. Ice thicker than 30 metres begins to flow.';
const textOf: TextOf = (ref) => (ref === 1 ? { materialId: 'm', pageNo: 1, text: PAGE } : undefined);

const ROCK = { ref: 1, quote: 'A glacier carries rock along.' };
const ICE = { ref: 1, quote: 'Ice thicker than 30 metres begins to flow.' };
const NOWHERE = { ref: 1, quote: 'A glacier carries sand along.' };
const NO_PASSAGE = { ref: 2, quote: ROCK.quote };

describe('a part of a draft', () => {
  test('comes with the places that it cites and what they say of it', () => {
    const part = { text: 'Ice of more than 30 metres flows.', citations: [ROCK, ICE] };
    expect(checkPartSupport(part, textOf)).toEqual({
      part,
      citations: [ROCK, ICE],
      isQuoted: true,
      evidence: [around(PAGE, ROCK.quote), around(PAGE, ICE.quote)],
      support: supportOf(part.text, PAGE, ROCK.quote, ICE.quote),
    });
  });

  test.each([
    ['all quotes stand', [ROCK, ICE], [ROCK, ICE], true, 2],
    ['a quote stands nowhere', [NOWHERE, ROCK], [ROCK], false, 1],
    ['a passage does not exist', [ROCK, NO_PASSAGE], [ROCK], false, 1],
    ['no quote stands', [NOWHERE], [], false, 0],
    ['a quote is too short to say anything', [{ ref: 1, quote: 'A' }], [], false, 0],
    ['nothing is cited', [], [], false, 0],
  ])('keeps the citations that stand: %s', (_, citations, kept, isQuoted, places) => {
    const check = checkPartSupport({ text: 'A glacier carries rock.', citations }, textOf);
    expect([check.citations, check.isQuoted, check.evidence.length]).toEqual([kept, isQuoted, places]);
  });

  test('drops the citation of a heading, though it stands', () => {
    const page: TextOf = () => ({ lessonId: 'l', text: '# Glaciers of Norway\n\nThey carry rock along.' });
    const [heading, text] = [
      { ref: 1, quote: 'Glaciers of Norway' },
      { ref: 1, quote: 'They carry rock along.' },
    ];
    const check = checkPartSupport({ text: 'They carry rock along.', citations: [heading, text] }, page);
    expect([check.citations, check.isQuoted, check.support.outcome]).toEqual([[text], true, 'supported']);
    const alone = checkPartSupport({ text: 'They carry rock along.', citations: [heading] }, page);
    expect([alone.citations, alone.isQuoted, alone.support.issue?.kind]).toEqual([[], true, 'heading']);
  });

  test('is taken by its likeness to the quotes where rules leave it in doubt', () => {
    const part = { text: 'Frozen rivers transport boulders downhill.', citations: [ROCK] };
    expect(checkPartSupport(part, textOf, (_, text) => (text === ROCK.quote ? 1 : 0)).support.isTaken).toBe(true);
    expect(checkPartSupport(part, textOf, () => 0).support.isTaken).toBe(false);
  });
});
