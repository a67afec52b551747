import { createHash, randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { type Browser, createBrowser } from './browser.js';
import { FRONTEND } from './google.js';
import type { TestApp } from './test-app.js';

/** Where a frontend wants its students back. */
export const RETURN = `${FRONTEND}/signed-in?from=home`;

type Api = Pick<TestApp, 'api'>;

/** What a frontend makes for itself before it sends the browser away. */
export function newPkce() {
  const codeVerifier = randomBytes(32).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}

export const connectUrl = ({ api }: Api, query: Record<string, string>): string =>
  `${api.url}/connect/google?${new URLSearchParams(query)}`;

export const locationOf = (response: Response): string => response.headers.get('Location') ?? '';

/** Walks a browser to Google. @returns the address at which Google asks the person */
export async function toGoogle(
  app: Api,
  browser: Browser,
  codeChallenge: string,
  more: Record<string, string> = {},
): Promise<string> {
  const begun = await browser.get(connectUrl(app, { redirectUri: RETURN, codeChallenge, ...more }));
  expect(begun.status).toBe(302);
  return locationOf(begun);
}

/** Lets the person consent. @returns the address of ours that Google sends the browser back to */
export async function consent(browser: Browser, atGoogle: string): Promise<string> {
  return locationOf(await browser.get(atGoogle));
}

/** The whole way. @returns the query with which the browser arrives at the frontend */
export async function signInByBrowser(
  app: Api,
  codeChallenge: string,
  more: Record<string, string> = {},
): Promise<URLSearchParams> {
  const browser = createBrowser();
  const back = await consent(browser, await toGoogle(app, browser, codeChallenge, more));
  const arrived = await browser.get(back);
  expect(arrived.status).toBe(302);
  return new URL(locationOf(arrived)).searchParams;
}
