import type { MailKind } from '../../domain/account/mails.js';

/** A code that works once, and for how long. */
export interface MailCode {
  text: string;
  lifeMinutes: number;
}

/** What a mail says. */
interface Content {
  subject: string;
  /** Paragraphs; `{day}` stands for a day that the mail is about, `{receipt}` for the id of a receipt. */
  before: string[];
  /** What the code is for: a page of the frontend, or an address of the API. */
  use?: { page: string; endpoint: string };
  after: string[];
  /** Whether its reader is told how to get no more of its kind. */
  unsubscribe?: true;
}

const NEW_PASSWORD =
  'ask for a new password at once ("forgotten password"): that ends every login to your account and unlinks Google';

const CONTENTS: Record<MailKind, Content> = {
  'verify-email': {
    subject: 'Confirm your e-mail for Scholium',
    before: ['An account at Scholium was made with this e-mail. If it is yours, please confirm it.'],
    use: { page: 'verify-email', endpoint: 'POST /api/v1/auth/email/verify' },
    after: ['If you did not make an account, do nothing: the e-mail stays unconfirmed.'],
  },
  'reset-password': {
    subject: 'Choose a new password for Scholium',
    before: ['Somebody asked for a new password for your account at Scholium.'],
    use: { page: 'reset-password', endpoint: 'POST /api/v1/auth/password/reset' },
    after: ['If it was not you, do nothing: your password stays as it is.'],
  },
  'password-changed': {
    subject: 'Your password for Scholium was changed',
    before: ['The password of your account at Scholium was changed, and other devices were signed out.'],
    after: [`If it was not you, ${NEW_PASSWORD}.`],
  },
  'password-reset': {
    subject: 'Your password for Scholium was reset',
    before: [
      'A new password was chosen for your account at Scholium with the code of a mail to you.',
      'Every device was signed out, and any Google login that was linked is linked no more. Sign in with the new password, then you can link yours again.',
    ],
    after: [`If it was not you, make sure of your mailbox first, then ${NEW_PASSWORD}.`],
  },
  'google-linked': {
    subject: 'A Google login was linked to your Scholium account',
    before: ['You can sign in to Scholium with Google from now on.'],
    after: [`If it was not you, ${NEW_PASSWORD}.`],
  },
  'google-unlinked': {
    subject: 'A Google login was removed from your Scholium account',
    before: ['The Google login that was linked to your account at Scholium does not open it any more.'],
    after: [`If it was not you, ${NEW_PASSWORD}. You can link your Google login again.`],
  },
  'export-ready': {
    subject: 'The copy of your data at Scholium is ready',
    before: ['The copy of your data that you asked for can be fetched for 24 hours. Sign in to get it.'],
    after: [`If it was not you who asked, ${NEW_PASSWORD}.`],
  },
  'erasure-requested': {
    subject: 'Your Scholium account will be erased',
    before: [
      'You asked us to erase your account at Scholium. On {day} it is removed with everything in it.',
      'Until then you only need to sign in to keep it.',
      'Afterwards nothing tells whose it was. If you ever want to know what was removed, ask us for the receipt {receipt}.',
    ],
    after: [`If it was not you, ${NEW_PASSWORD}. Then sign in, and the account stays.`],
  },
  'erasure-finished': {
    subject: 'Your Scholium account was erased',
    before: [
      'Your account at Scholium was erased, with everything in it. Copies of the system for emergencies forget it when their own time is over.',
      'The receipt of what was removed is {receipt}. It does not tell whose it was, so keep this mail if you may want to ask for it.',
    ],
    after: [
      'If it was not you who asked for it, tell us, with the id of the receipt. Nothing can be brought back.',
      'This is the last mail about it. Your address was kept until it was sent, and is gone now as well.',
    ],
  },
  'erasure-cancelled': {
    subject: 'Your Scholium account stays',
    before: ['Somebody signed in to your account at Scholium, so it is not erased.'],
    after: [`If it was not you, ${NEW_PASSWORD}. Then ask for the erasure again.`],
  },
  'streak-at-risk': {
    subject: 'Your streak at Scholium ends today',
    before: ['You have not studied today. One activity keeps your streak.'],
    after: ['You get this mail since you switched it on.'],
    unsubscribe: true,
  },
};

/** What is put into a mail; each may be missing where its kind needs none. */
export interface MailFacts {
  /** Of the reader; only one whose e-mail is verified. */
  name?: string | undefined;
  code?: MailCode | undefined;
  /** As the reader would write it. */
  day?: string | undefined;
  /** Of an erasure. */
  receipt?: string | undefined;
  /** Address of the frontend, for a link in place of the bare code. */
  appUrl?: string | undefined;
  /** By which the reader gets no more of its kind. */
  unsubscribe?: string | undefined;
}

/** Subject, text and HTML of a mail. @throws Error when a kind that needs a code has none. */
export function mailText(
  kind: MailKind,
  { name, code, day = '', receipt = '', appUrl, unsubscribe }: MailFacts,
): { subject: string; text: string; html: string } {
  const { subject, before, use, after } = CONTENTS[kind];
  if (use && !code) throw new Error(`a mail of kind ${kind} needs a code`);
  const action = use && code ? codeParagraphs(use, code, appUrl) : [];
  const paragraphs = [
    greeting(name),
    ...before.map((line) => line.replace('{day}', day).replace('{receipt}', receipt)),
    ...action,
    ...after,
    ...(CONTENTS[kind].unsubscribe && unsubscribe ? unsubscribeParagraphs(unsubscribe, appUrl) : []),
    'Scholium',
  ];
  return { subject, text: `${paragraphs.join('\n\n')}\n`, html: paragraphs.map(toHtml).join('\n') };
}

/** In one line: a name is written by its owner. */
function greeting(name = ''): string {
  const plain = name.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return plain === '' ? 'Hello,' : `Hello ${plain},`;
}

function codeParagraphs(use: NonNullable<Content['use']>, code: MailCode, appUrl: string | undefined): string[] {
  const life = `once, for ${inWords(code.lifeMinutes)}`;
  // Behind the #, so that it reaches no server's log and no other site.
  if (appUrl) return [`${appUrl.replace(/\/+$/, '')}/${use.page}#code=${code.text}`, `The link works ${life}.`];
  return ['The code is', code.text, `It works ${life}. An app asks for it, or send it as \`code\` to ${use.endpoint}.`];
}

function unsubscribeParagraphs(code: string, appUrl: string | undefined): string[] {
  if (!appUrl)
    return ['To get no more of them, switch them off in your preferences, or use the link of your mail program.'];
  return ['To get no more of them:', `${appUrl.replace(/\/+$/, '')}/unsubscribe#code=${code}`];
}

const inWords = (minutes: number): string => (minutes < 120 ? `${minutes} minutes` : `${minutes / 60} hours`);

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function toHtml(paragraph: string): string {
  const escaped = paragraph.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
  return /^https?:\/\/\S+$/.test(paragraph) ? `<p><a href="${escaped}">${escaped}</a></p>` : `<p>${escaped}</p>`;
}
