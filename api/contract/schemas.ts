import { z } from 'zod';

/** Text that PostgreSQL can hold and a reader can see: no NUL, no lone surrogate, not only white space. */
export const plainText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'Has characters that cannot be stored');

/** Ids are UUIDv7 where we make them; any UUID is taken, and not found. */
export const id = z.uuid().toLowerCase();

export const instant = z.iso.datetime().describe('UTC instant, ISO 8601');

/** How many of a list, and after which. */
export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Most items to answer'),
  cursor: id.optional().describe('`nextCursor` of the page before'),
});

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
