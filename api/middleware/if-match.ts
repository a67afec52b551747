import type { ParameterizedContext } from 'koa';

/** The ETag of a version of something; `of` is the id of whose it is, so that no two people's tags are ever the same. */
export const versionTag = (of: string, version: number): string => `"${of}.${version}"`;

/**
 * The versions that a caller's If-Match lets be changed (RFC 9110, 13.1.1, by strong comparison).
 * @returns undefined where any may be: without the header, and for `*`
 */
export function matchedVersions(ctx: ParameterizedContext, of: string): number[] | undefined {
  const condition = ctx.get('If-Match').trim();
  if (condition === '' || condition === '*') return undefined;
  const tags = condition.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.flatMap((tag) => {
    const [, owner, version] = /^"([^".]+)\.(\d{1,9})"$/.exec(tag) ?? [];
    return owner === of ? [Number(version)] : [];
  });
}
