import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { accountProof, googleProof, googleToken, signInCode } from '../../contract/schemas.js';
import { login } from '../auth/schema.js';

const signInResponses = {
  200: { description: 'Signed in', schema: login },
  201: { description: 'The new account, signed in', schema: login },
};
const signIn = { method: 'post', tag: 'auth', access: 'public', limit: 'sign-in', responses: signInResponses } as const;
const signInProblems = ['account-closed', 'email-taken', 'google-not-configured', 'service-unavailable'] as const;

export const signInWithGoogleOperation = defineOperation({
  ...signIn,
  id: 'signInWithGoogle',
  path: '/auth/google',
  summary: 'Sign in with an id token of Google',
  body: googleToken,
  problems: [...signInProblems, 'google-token-invalid', 'google-email-unverified'],
});

export const exchangeOperation = defineOperation({
  ...signIn,
  id: 'exchange',
  path: '/auth/exchange',
  summary: 'Sign in with the code of a login in the browser, begun at /connect/google',
  body: signInCode,
  problems: [...signInProblems, 'code-invalid', 'google-token-invalid'],
});

export const linkGoogleOperation = defineOperation({
  id: 'linkGoogle',
  method: 'post',
  path: '/auth/google/link',
  tag: 'auth',
  summary: 'Sign in with this Google login from now on',
  access: 'student',
  limit: 'sign-in',
  body: z.strictObject({
    google: googleProof.describe('The Google login that is to be linked'),
    proof: accountProof,
  }),
  responses: { 204: { description: 'It is linked, now or before' } },
  problems: [
    'code-invalid',
    'google-token-invalid',
    'google-email-unverified',
    'google-identity-taken',
    'google-not-configured',
    'service-unavailable',
    'reauthentication-failed',
  ],
});

export const unlinkGoogleOperation = defineOperation({
  id: 'unlinkGoogle',
  method: 'delete',
  path: '/auth/google',
  tag: 'auth',
  summary: 'Take the Google login from the account',
  access: 'student',
  limit: 'sign-in',
  body: z.strictObject({ proof: accountProof }),
  responses: { 204: { description: 'There is none, now or before' } },
  problems: ['last-sign-in-method', 'google-not-configured', 'reauthentication-failed'],
});

/** What /connect/google is asked; it answers browsers with redirects and is no part of the API's document. */
export const connectQuery = z.strictObject({
  redirectUri: z.string(),
  codeChallenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'Must be an S256 code challenge (RFC 7636)'),
  state: z.string().max(200).optional(),
});

/** What Google sends browsers back with, beside what it adds of its own. */
export const callbackQuery = z.object({
  state: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
});
