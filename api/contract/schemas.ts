import { z } from 'zod';
import { canonicalLocale } from '../../domain/account/locales.js';
import { canBePassword, opaqueString } from '../../domain/account/opaque-string.js';
import { canonicalTimeZone } from '../../domain/account/time-zones.js';
import { fitsInLine, isVisible } from '../../domain/text/line-of-text.js';

/** Text that PostgreSQL can hold and a reader can see: no NUL, no lone surrogate, not only what is invisible. */
export const plainText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'Has characters that cannot be stored')
    .refine(isVisible, 'Has nothing that can be seen');

/** Text that stands in a line among the text of others; accents are composed. */
export const lineOfText = (most: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(most)
    .refine(fitsInLine, 'Has characters that do not fit in a line')
    .refine(isVisible, 'Has nothing that can be seen');

/** A name in the form in which it is stored. */
const canonicalName = (most: number, canonical: (name: string) => string | undefined, refusal: string) =>
  z
    .string()
    .max(most)
    .transform((name, { addIssue }) => {
      const found = canonical(name);
      if (found !== undefined && found.length <= most) return found;
      addIssue({ code: 'custom', message: refusal });
      return z.NEVER;
    });

export const displayName = lineOfText(80);

/** A language tag, BCP 47. */
export const locale = canonicalName(35, canonicalLocale, 'Must be a language tag such as en or pt-BR');

/** An IANA time zone. */
export const timeZone = canonicalName(64, canonicalTimeZone, 'Must be an IANA time zone such as Asia/Kathmandu');

/** Ids are UUIDv7 where we make them; any UUID is taken, and not found. */
export const id = z.uuid().toLowerCase();

/** A topic of the catalog, within its subject. */
export const topicName = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'Must be the slugs of a subject and its topic, such as physics/optics');

/** A date that PostgreSQL can hold; it has no year 0. */
const date = z.iso.date().refine((day) => day >= '0001-01-01', 'Must be a day of our era');

/** A day by UTC. */
export const utcDate = date.describe('A day by UTC, YYYY-MM-DD');

/** A day of a student, which begins at their hour and in their zone. */
export const studyDay = date.describe('A study day, YYYY-MM-DD');

export const instant = z.iso.datetime().describe('UTC instant, ISO 8601');

/** An integer in a query: decimal digits and nothing else. */
export const queryInteger = (least: number, most: number) =>
  z.preprocess(
    (text) => (typeof text === 'string' && /^[0-9]{1,15}$/.test(text) ? Number(text) : text),
    z
      .number({ error: ({ code }) => (code === 'invalid_type' ? 'Must be written in decimal digits' : undefined) })
      .int()
      .min(least)
      .max(most),
  );

/** How many of a list, and after which. */
export const page = z.strictObject({
  limit: queryInteger(1, 100).default(20).describe('Most items to answer'),
  cursor: id.optional().describe('`nextCursor` of the page before'),
});

/** Pages of a material, from one to another. */
export const pageRange = z
  .strictObject({ from: z.number().int().min(1).max(100_000), to: z.number().int().min(1).max(100_000) })
  .refine(({ from, to }) => from <= to, 'Must not end before it begins');

/** A page of a list. */
export const listOf = (item: z.ZodType) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable().describe('Null on the last page') });

/** RFC 9457. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

/** An id token of Google. */
export const googleToken = z.strictObject({
  idToken: z.string().min(1).max(8192).describe('Id token that Google gave to the client; works once'),
  nonce: z.string().min(1).max(200).optional().describe('Which the client asked the token for'),
});

/** The code of a login in the browser. */
export const signInCode = z.strictObject({
  code: z.string().min(1).max(200).describe('Given by the browser flow; works once, for 5 minutes'),
  codeVerifier: z
    .string()
    .regex(/^[A-Za-z0-9\-._~]{43,128}$/, 'Must be 43 to 128 of the characters of RFC 7636')
    .describe('Whose S256 challenge the flow was begun with'),
});

/** What shows that Google knows the person. */
export const googleProof = z.union([googleToken, signInCode]);

const typedPassword = z
  .string()
  .refine(canBePassword, 'Has characters that cannot be typed')
  .overwrite(opaqueString)
  .describe('Compared in the form of RFC 8265, OpaqueString');

/** A password that is to be set. */
export const newPassword = typedPassword.min(10).max(200);

/** A password that is to be checked. */
export const givenPassword = typedPassword.min(1).max(200);

/** What a signed-in person shows again before something that cannot be undone, or that changes who may sign in. */
export const accountProof = z
  .union([z.strictObject({ password: givenPassword }), googleToken, signInCode])
  .describe('The password, or a login at Google of the last 5 minutes that was linked before this session began');
