import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  avatarIdIn,
  avatarKey,
  erasedIdIn,
  erasedKey,
  exportIdIn,
  exportKey,
  exportPrefix,
  materialIdIn,
  materialPrefix,
  originalKey,
  questionIdIn,
  questionImageKey,
  userPrefix,
} from '../../domain/object-keys.js';

describe('object keys', () => {
  test('give their ids back, and none to the inverse of another kind', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (userId, id) => {
        const keys = {
          material: originalKey(id),
          avatar: avatarKey(userId, id),
          question: questionImageKey({ userId, questionId: id }),
          export: exportKey({ userId, id, writeNo: 12 }),
          erased: erasedKey(id),
        };
        const inverses = {
          material: materialIdIn,
          avatar: avatarIdIn,
          question: questionIdIn,
          export: exportIdIn,
          erased: erasedIdIn,
        };
        for (const [kind, idIn] of Object.entries(inverses)) {
          for (const [other, key] of Object.entries(keys)) expect(idIn(key)).toBe(other === kind ? id : undefined);
        }
      }),
    );
  });

  test('of another form give no id', () => {
    const [userId, id] = ['u1', '0b5d2f4e-8c1a-4f6b-9d3e-7a2c4e6f8b1d'];
    const keys = [
      avatarKey(userId, id),
      questionImageKey({ userId, questionId: id }),
      exportKey({ userId, id, writeNo: 1 }),
      erasedKey(id),
    ];
    const others = [
      ...keys.flatMap((key) => [`x/${key}`, `${key}/x`, `${key}0`]),
      `x/${originalKey(id)}`,
      'm/1/original',
    ];
    const inverses = [materialIdIn, avatarIdIn, questionIdIn, exportIdIn, erasedIdIn];
    expect(others.filter((key) => inverses.some((idIn) => idIn(key) !== undefined))).toEqual([]);
  });

  test('lie under the prefix that removes them with their row', () => {
    const owner = { userId: 'u1', id: 'e1' };
    expect(originalKey('m1').startsWith(materialPrefix('m1'))).toBe(true);
    expect(exportKey({ ...owner, writeNo: 2 }).startsWith(exportPrefix(owner))).toBe(true);
    const ofUser = [avatarKey('u1', 'a1'), questionImageKey({ userId: 'u1', questionId: 'q1' }), exportPrefix(owner)];
    for (const key of ofUser) expect(key.startsWith(userPrefix('u1'))).toBe(true);
  });
});
