import { describe, expect, test } from '@jest/globals';
import { isSignInOrigin, isSignInRedirect } from '../../../domain/account/sign-in-redirect.js';

const ORIGINS = ['https://good.example', 'http://localhost:5173'];

describe('where a login may return to', () => {
  test.each([
    'https://good.example',
    'https://good.example/',
    'https://good.example/back?to=quiz',
    'http://localhost:5173/back',
  ])('%s is an address of a listed origin', (address) => {
    expect(isSignInRedirect(address, ORIGINS)).toBe(true);
  });

  test.each([
    '',
    '/back',
    '//good.example/back',
    '//evil.example',
    'good.example',
    'https://evil.example/',
    'https://good.example.evil.example/',
    'https://evil.example/https://good.example',
    'https://evil.example?https://good.example',
    'https://good.example@evil.example/',
    'https://good.example:443@evil.example/',
    'https://me@good.example/',
    'https://me:secret@good.example/',
    'https://good.example\\@evil.example/',
    'https://evil.example\\.good.example/',
    'https:\\\\good.example',
    'https:good.example',
    'https:///good.example',
    'https://good.example#',
    'https://good.example/#token',
    'https://good.example:443/',
    'https://good.example:8443/',
    'HTTPS://good.example/',
    'http://good.example/',
    'https://localhost:5173/',
    'http://127.0.0.1:5173/',
    'http://plain.example/',
    'https://sub.good.example/',
    'https://good.example./',
    'https://good.example%2eevil.example/',
    'https://good.example%00.evil.example/',
    'https://good.example /',
    ' https://good.example/',
    'https://good.example/\n',
    'https://good.example/\tback',
    'https://good.example/\u0000',
    'https://go\u00f6d.example/',
    'javascript:alert(1)//https://good.example',
    'data:text/html,https://good.example',
  ])('%j is not', (address) => {
    expect(isSignInRedirect(address, ORIGINS)).toBe(false);
  });

  test('not to an address that no cookie would hold', () => {
    expect(isSignInRedirect(`https://good.example/${'a'.repeat(500)}`, ORIGINS)).toBe(false);
  });

  test('nowhere while no origin is listed', () => {
    expect(isSignInRedirect('https://good.example/', [])).toBe(false);
  });
});

test.each([
  ['https://app.example', true],
  ['http://localhost:5173', true],
  ['http://[::1]:5173', true],
  ['https://app.example/', false],
  ['https://app.example/path', false],
  ['https://App.example', false],
  ['https://app.example:443', false],
  ['http://app.example', false],
  ['https://*.example', false],
  ['null', false],
  ['*', false],
  ['app.example', false],
  ['file:///', false],
])('%s as an origin in the configuration: %s', (text, right) => {
  expect(isSignInOrigin(text)).toBe(right);
});
