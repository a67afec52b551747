import { describe, expect, test } from '@jest/globals';
import { checkGrammarCue } from '../../../../domain/quizzes/checks/grammar-cue.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const single = soundOf('single-choice');
const found = (question: DraftQuestion) => checkGrammarCue(question, CONTEXT);
const flawOf = (word: string) => [{ check: 'grammar-cue', field: 'stem', message: `"${word}" fits the key alone` }];

describe('the word before a gap', () => {
  test.each<[string, string, string[], string]>([
    ['What he gives is an', 'honor', ['cell', 'wall'], 'an'],
    ['What he gives is an', 'honour', ['cell', 'wall'], 'an'],
    ['What he gives is An', 'heir', ['cell', 'wall'], 'an'],
    ['It is a', 'cell', ['("atom")', 'ion'], 'a'],
    ['What it has were', 'two cells.', ['wall', 'leaf'], 'were'],
    ['What it has are', 'cells (“walls”).', ['wall', 'leaf'], 'are'],
  ])('tells the key: %s: %s, and not %j', (stem, right, wrong, word) => {
    expect(found({ ...single, stem, right, wrong })).toEqual(flawOf(word));
  });

  test.each<[string, string, string[]]>([
    ['It is an', 'cell', ['wall', 'leaf']],
    ['It is an', 'atom', ['honor', 'wall']],
    ['What it has are', 'cells', ['two walls.', 'leaf']],
    ['Name the part that it has.', 'atom', ['wall', 'leaf']],
  ])('tells nothing: %s: %s, and not %j', (stem, right, wrong) => {
    expect(found({ ...single, stem, right, wrong })).toEqual([]);
  });

  test('tells nothing where several are right, or where the question is in another language', () => {
    const stem = 'It is an';
    expect(found({ ...soundOf('multiple-choice'), stem, right: ['atom', 'ion'], wrong: ['cell', 'wall'] })).toEqual([]);
    const spanish: DraftQuestion = {
      ...{ ...single, stem: 'La sangre de los seres humanos llega primero a', right: 'la aurícula' },
      ...{ wrong: ['un ojo', 'el oído'], explanation: 'La sangre llega a la aurícula antes que a los ventrículos.' },
    };
    expect(found(spanish)).toEqual([]);
  });

  test.each<[string, string, string[], boolean]>([
    ['It is an', 'atom', ['cell', 'wall'], true],
    ['It is an', 'atom', ['cell', 'ion'], false],
    ['It is a', 'cell', ['atom', 'hour'], true],
    ['It is a', 'unit', ['atom', 'honest one'], true],
    ['It is a', 'cell', ['use of it', 'atom'], false],
    ['It is an', 'umbrella', ['cell', 'user'], true],
    ['It is a ___ of it', 'cell', ['atom', 'ion'], true],
    ['It is a … of it', 'cell', ['atom', 'ion'], true],
    ['It is a... of it', 'cell', ['atom', 'ion'], true],
    ['It is a:', 'cell', ['atom', 'ion'], true],
    ['It is a part of it', 'cell', ['atom', 'ion'], false],
    ['It is a', '"cell"', ['(atom)', '“ion”'], true],
    ['What it has are', 'cells', ['wall', 'glass', 'osmosis', 'nucleus'], true],
    ['What it has were', 'cells.', ['wall', 'leaf'], true],
    ['What it has is', 'wall', ['cells', 'leaves'], true],
    ['What it has was', 'wall', ['cells', 'leaves'], true],
    ['What it has was', 'wall', ['cells', 'leaf'], false],
    ['What AN', 'atom', ['cell', 'wall'], true],
    ['What it has', 'wall', ['cells', 'leaves'], false],
    ['It is a', 'cell', [], false],
  ])('in %j fits %s alone, and none of %j: %s', (stem, right, wrong, isFound) => {
    const question = { ...single, stem, right, wrong };
    expect(fieldsOf(found(question))).toEqual(isFound ? ['stem'] : []);
  });
});
