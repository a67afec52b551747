import { describe, expect, test } from '@jest/globals';
import { checkExplanationPlaces } from '../../../../domain/quizzes/checks/explanation-places.js';
import type { CheckContext } from '../../../../domain/quizzes/checks/flaw.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const single = soundOf('single-choice');
const numeric = soundOf('numeric');

describe('an explanation', () => {
  test.each([
    ['Option B is wrong.', true],
    ['options b and c are', true],
    ['answer (c) is wrong.', true],
    ['Statement 3 is wrong.', true],
    ['option no. 2 is wrong', true],
    ['The second answer is wrong.', true],
    ['The last one is right, as ever.', true],
    ['The last one to leave is the cell.', false],
    ['An answer a student of it gives.', false],
    ['The adoption b gives.', false],
    ['Option 7 and option 12.', false],
    ['Choices are made.', false],
    ['The second cell is one.', false],
    ['Option (a) is wrong.', true],
    ['Option a) is wrong.', true],
    ['OPTION B IS WRONG', true],
    ['Answer 2 is wrong.', true],
    ['This makes the statement a false one.', false],
    ['The answer a cell gives is one.', false],
    ['The choice a fact of it is', false],
    ['The choice (a fact) is.', false],
    ['Statement F = ma is right.', false],
    ['The choice c = 3 is right.', false],
    ['The option 3.5 is right.', false],
    ['The answer a is, and answer B is not.', true],
    ['So option a is right.', true],
    ['Options a, b and d are wrong.', true],
    ['The correct answer is B.', true],
    ['The correct answer is (c) here.', false],
    ['The correct option is C because of it.', true],
    ['The answer is a cell with a core.', false],
    ['The answer is DNA, as ever.', false],
  ])('names an option by its place: %s: %s', (explanation, isFound) => {
    const found = checkExplanationPlaces({ ...single, explanation }, CONTEXT);
    expect(fieldsOf(found)).toEqual(isFound ? ['explanation'] : []);
  });

  test.each<[string, string, boolean]>([
    ['fr', 'C’est la réponse à ce que demande la cellule de la plante.', false],
    ['fr', 'La réponse C est fausse, car la cellule n’a pas de noyau.', true],
    ['es', 'Es una alternativa a la respiración de las células, y no la misma.', false],
    ['es', 'La opción b) es falsa, porque las células no tienen núcleo.', true],
    ['pt', 'É uma alternativa a outras, e a resposta e a opção a que não são.', false],
    ['es', 'La respuesta correcta es la B, porque las células no tienen núcleo.', true],
    ['de', 'Die Antwort a ist falsch, denn die Zelle hat keinen Kern.', true],
    ['de', 'Die richtige Antwort ist B, denn die Zelle hat keinen Kern.', true],
    ['ja', '選択肢aは間違いです。細胞には核がありません。', true],
    ['ja', '答えはBです。細胞には核がありません。', true],
    ['zh', '答案是B，因为细胞没有核。', true],
    ['ru', 'Вариант Б неверен, потому что в клетке нет ядра.', true],
    ['ru', 'Ответ в том, что в клетке нет ядра, и это верно.', false],
  ])('names one in %s: %s: %s', (language, explanation, isFound) => {
    const question = { ...single, stem: explanation, explanation };
    const found = checkExplanationPlaces(question, { ...CONTEXT, language: language as CheckContext['language'] });
    expect(fieldsOf(found)).toEqual(isFound ? ['explanation'] : []);
  });

  test('may tell the number that is the answer, and not that of an option', () => {
    const found = (options: string[], explanation: string) => {
      const [right = '', ...wrong] = options;
      return fieldsOf(checkExplanationPlaces({ ...single, right, wrong, explanation }, CONTEXT));
    };
    expect(found(['4 cells', '5 cells', '6 cells'], 'So it has the answer 4, as ever.')).toEqual([]);
    expect(found(['4 cells', '5 cells', '6 cells'], 'So option 2 is right.')).toEqual(['explanation']);
    expect(found(['Cells', 'Walls', 'Leaves'], 'So it has the answer 3, as ever.')).toEqual(['explanation']);
    expect(found(['1918', '1914', '1939'], 'Answer 2 is right, as ever.')).toEqual(['explanation']);
    expect(found(['Group A', 'Group B', 'Group O'], 'So the answer is B, as ever.')).toEqual([]);
    expect(checkExplanationPlaces({ ...numeric, explanation: 'So the answer 4 is right.' }, CONTEXT)).toEqual([]);
  });

  test.each([
    ['选项B是错的，因为细胞没有核。', true],
    ['答案（B）是错的，因为细胞没有核。', true],
    ['答案２是错的，因为细胞没有核。', true],
    ['第一个选项是错的，因为细胞没有核。', true],
    ['最后一个的选项是错的，因为没有。', true],
    ['细胞没有核，所以是对的。', false],
  ])('names one in Chinese: %s: %s', (explanation, isFound) => {
    const question = { ...single, stem: '细菌的脱氧核糖核酸在哪里？', explanation };
    expect(fieldsOf(checkExplanationPlaces(question, CONTEXT))).toEqual(isFound ? ['explanation'] : []);
  });
});
