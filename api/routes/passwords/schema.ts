import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { accountProof, newPassword } from '../../contract/schemas.js';
import { email } from '../auth/schema.js';

const code = z.string().min(1).max(200).describe('The code of a mail');

export const verifyEmailOperation = defineOperation({
  id: 'verifyEmail',
  method: 'post',
  path: '/auth/email/verify',
  tag: 'auth',
  summary: 'Prove the e-mail with the code of a mail',
  access: 'public',
  limit: 'sign-in',
  body: z.strictObject({ code }),
  responses: { 204: { description: 'The e-mail is verified' } },
  problems: ['code-invalid', 'account-closed'],
});

export const resendVerificationOperation = defineOperation({
  id: 'resendVerification',
  method: 'post',
  path: '/auth/email/resend',
  tag: 'auth',
  summary: 'Ask for another mail with a code to prove the e-mail',
  access: 'student',
  limit: 'sign-in',
  responses: { 202: { description: 'It is on its way, unless the e-mail is verified already' } },
  problems: ['account-closed'],
});

export const forgetPasswordOperation = defineOperation({
  id: 'forgetPassword',
  method: 'post',
  path: '/auth/password/forgot',
  tag: 'auth',
  summary: 'Ask for a mail with a code for a new password',
  access: 'public',
  limit: 'sign-in',
  body: z.strictObject({ email }),
  responses: { 202: { description: 'A mail is on its way if there is such an account' } },
  problems: [],
});

export const resetPasswordOperation = defineOperation({
  id: 'resetPassword',
  method: 'post',
  path: '/auth/password/reset',
  tag: 'auth',
  summary: 'Choose a new password with the code of a mail; ends every session and unlinks Google logins',
  access: 'public',
  limit: 'sign-in',
  body: z.strictObject({ code, password: newPassword }),
  responses: { 204: { description: 'The new password holds' } },
  problems: ['code-invalid', 'account-closed'],
});

export const changePasswordOperation = defineOperation({
  id: 'changePassword',
  method: 'post',
  path: '/auth/password/change',
  tag: 'auth',
  summary: 'Change the password, or set a first one; ends every other session',
  access: 'student',
  limit: 'sign-in',
  body: z.strictObject({
    proof: accountProof,
    password: newPassword,
    unlinkGoogle: z.boolean().default(false).describe('Whether Google logins are taken from the account as well'),
  }),
  responses: { 204: { description: 'The new password holds' } },
  problems: ['reauthentication-failed', 'google-not-configured'],
});
