import { z } from 'zod';
import { SESSIONS_SHOWN } from '../../../db/queries/sessions.js';
import { defineOperation } from '../../contract/operation.js';
import { displayName, givenPassword, id, instant, locale, newPassword, timeZone } from '../../contract/schemas.js';

export const email = z.string().trim().max(254).pipe(z.email()).meta({ format: 'email' });

const user = z
  .strictObject({
    id,
    email: z.email(),
    emailVerified: z.boolean(),
    displayName: z.string(),
    role: z.enum(['student', 'support', 'admin']),
    createdAt: instant,
  })
  .meta({ id: 'User' });

const tokens = z
  .strictObject({
    accessToken: z.string().describe('Send as `Authorization: Bearer`'),
    tokenType: z.literal('Bearer'),
    expiresIn: z.number().int().describe('Seconds until the access token expires'),
    refreshToken: z.string().describe('Opaque; each use gives a new one'),
  })
  .meta({ id: 'Tokens' });

export const login = z.strictObject({ user, tokens }).meta({ id: 'Login' });

export const signUpOperation = defineOperation({
  id: 'signUp',
  method: 'post',
  path: '/auth/signup',
  tag: 'auth',
  summary: 'Make an account and sign in',
  access: 'public',
  limit: 'sign-in',
  body: z.strictObject({
    email,
    password: newPassword,
    displayName,
    locale: locale.optional().describe('BCP 47; `en` if not given'),
    timeZone: timeZone.optional().describe('IANA; `UTC` if not given'),
  }),
  responses: { 201: { description: 'The new account, signed in', schema: login } },
  problems: ['email-taken'],
});

export const logInOperation = defineOperation({
  id: 'logIn',
  method: 'post',
  path: '/auth/login',
  tag: 'auth',
  summary: 'Sign in with e-mail and password',
  access: 'public',
  limit: 'sign-in',
  body: z.strictObject({ email, password: givenPassword }),
  responses: { 200: { description: 'Signed in', schema: login } },
  problems: ['wrong-credentials', 'account-closed'],
});

export const refreshOperation = defineOperation({
  id: 'refresh',
  method: 'post',
  path: '/auth/refresh',
  tag: 'auth',
  summary: 'Exchange a refresh token for new tokens',
  access: 'public',
  limit: 'sign-in',
  body: z.strictObject({ refreshToken: z.string().min(1).max(200) }),
  responses: { 200: { description: 'New tokens; the old refresh token is used up', schema: tokens } },
  problems: ['refresh-token-invalid'],
});

export const meOperation = defineOperation({
  id: 'me',
  method: 'get',
  path: '/auth/me',
  tag: 'auth',
  summary: 'Who is signed in',
  access: 'student',
  limit: 'general',
  responses: { 200: { description: 'The caller', schema: user } },
  problems: [],
});

const session = z
  .strictObject({
    id,
    createdAt: instant,
    lastUsedAt: instant,
    expiresAt: instant.describe('Unless it is used before'),
    userAgent: z.string().describe('What the browser or app calls itself'),
    address: z.string().describe('Network address of the login'),
    current: z.boolean().describe('Whether it is the one that asks'),
  })
  .meta({ id: 'Session' });

const sessionOperation = { tag: 'auth', access: 'student', limit: 'general' } as const;

export const logOutOperation = defineOperation({
  ...sessionOperation,
  id: 'logOut',
  method: 'post',
  path: '/auth/logout',
  summary: 'End this session',
  responses: { 204: { description: 'Its tokens are worth nothing any more' } },
  problems: [],
});

export const logOutEverywhereOperation = defineOperation({
  ...sessionOperation,
  id: 'logOutEverywhere',
  method: 'post',
  path: '/auth/logout/everywhere',
  summary: 'End all sessions, this one too',
  responses: { 204: { description: 'Nobody is signed in as this user any more' } },
  problems: [],
});

export const listSessionsOperation = defineOperation({
  ...sessionOperation,
  id: 'listSessions',
  method: 'get',
  path: '/auth/sessions',
  summary: 'Where this user is signed in, the session used last first',
  responses: {
    200: { description: 'The open sessions', schema: z.strictObject({ data: z.array(session).max(SESSIONS_SHOWN) }) },
  },
  problems: [],
});

export const endSessionOperation = defineOperation({
  ...sessionOperation,
  id: 'endSession',
  method: 'delete',
  path: '/auth/sessions/{id}',
  summary: 'End one session',
  params: z.strictObject({ id }),
  responses: { 204: { description: 'It is ended, now or before' } },
  problems: [],
});
