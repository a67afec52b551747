import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { displayName, instant, lineOfText, locale, timeZone } from '../../contract/schemas.js';

const boardVisibility = z
  .enum(['everyone', 'friends', 'nobody'])
  .describe('Who sees the student on boards, besides the student');

const profile = z
  .strictObject({
    displayName: z.string(),
    avatarUrl: z.string().nullable().describe('Where the image can be fetched with an access token'),
    grade: z.string().nullable(),
    locale: z.string().describe('BCP 47'),
    timeZone: z.string().describe('IANA'),
    boardVisibility,
    identities: z
      .array(z.strictObject({ issuer: z.string().describe('Who vouches: Google'), linkedAt: instant }))
      .describe('Logins at other providers that open the account'),
  })
  .meta({ id: 'Profile' });

const userOperation = { tag: 'users', access: 'student', limit: 'general' } as const;

export const getProfileOperation = defineOperation({
  ...userOperation,
  id: 'getProfile',
  method: 'get',
  path: '/users/me',
  summary: "The student's profile; its ETag is for If-Match",
  responses: { 200: { description: 'The profile', schema: profile } },
  problems: [],
});

export const updateProfileOperation = defineOperation({
  ...userOperation,
  id: 'updateProfile',
  method: 'put',
  path: '/users/me',
  summary: "Replace the student's profile",
  description:
    'All fields are replaced, so all are sent; `grade` is null for none, and the image and logins have addresses of their own. ' +
    'With the ETag of the profile in If-Match the change is made only while the profile is still that one; ' +
    'without If-Match the last change wins.',
  ifMatch: true,
  body: z.strictObject({
    displayName,
    grade: lineOfText(40).nullable(),
    locale: locale.describe('BCP 47; kept in its canonical form'),
    timeZone: timeZone.describe(
      'IANA; kept in its canonical form. Study days are told by it from the next on, or a week after the last change ' +
        'that moved the day',
    ),
    boardVisibility,
  }),
  responses: { 200: { description: 'The profile as it is now, with its new ETag', schema: profile } },
  problems: ['account-closed'],
});

const avatarOperation = { ...userOperation, path: '/users/me/avatar' } as const;

export const avatarForm = z.strictObject({});

export const setAvatarOperation = defineOperation({
  ...avatarOperation,
  id: 'setAvatar',
  limit: 'uploads',
  method: 'post',
  summary: "Upload the student's image: PNG, JPEG or WebP of at most 5 MiB and 40 million pixels",
  description:
    'It is cut to a square of 256 pixels, turned upright, and kept without metadata; of an animation the first frame.',
  form: avatarForm,
  responses: { 200: { description: 'The profile with the image, and its new ETag', schema: profile } },
  problems: ['account-closed', 'upload-interrupted'],
});

export const getAvatarOperation = defineOperation({
  ...avatarOperation,
  id: 'getAvatar',
  method: 'get',
  summary: "The student's image",
  responses: { 200: { description: 'The image, 256 x 256 pixels', contentType: 'image/webp' } },
  problems: ['not-found'],
});

export const removeAvatarOperation = defineOperation({
  ...avatarOperation,
  id: 'removeAvatar',
  method: 'delete',
  summary: "Remove the student's image",
  responses: { 204: { description: 'There is none, now or before' } },
  problems: ['account-closed'],
});
