import { describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { MAIL_KINDS } from '../../domain/account/mails.js';
import { mailText } from '../../services/mail/mail-text.js';

const code = { text: 'c0de'.repeat(10).padEnd(43, 'x'), lifeMinutes: 30 };
const FACTS = { code, day: '3 April 2030', receipt: '01a21aca-ffe7-71c0-bc24-72724699f776' };

describe('the text of a mail', () => {
  test.each(MAIL_KINDS)('%s says what it is about, and what to do if it was not you', (kind) => {
    const { subject, text, html } = mailText(kind, { ...FACTS, name: 'Ada' });
    expect(subject).toMatch(/^[\x20-\x7e]{10,70}$/);
    expect(text).toMatch(/^Hello Ada,\n\n/);
    // Nobody else is behind a reminder: it says why it comes.
    expect(text).toMatch(kind === 'streak-at-risk' ? /since you switched it on/ : /If (it was|you did) not/);
    expect(text).not.toMatch(/undefined|null|[{}]/);
    const paragraphs = text.trim().split('\n\n');
    expect(html.match(/<p>/g)).toHaveLength(paragraphs.length);
  });

  test.each(MAIL_KINDS)('%s greets nobody by a name that it is not given', (kind) => {
    expect(mailText(kind, FACTS).text).toMatch(/^Hello,\n/);
  });

  test('without a frontend shows the code and where it is sent; with one, a link that keeps it from servers', () => {
    const bare = mailText('reset-password', FACTS).text;
    expect(bare).toContain(`\n${code.text}\n`);
    expect(bare).toContain('POST /api/v1/auth/password/reset');
    expect(bare).toContain('It works once, for 30 minutes');
    const { text, html } = mailText('verify-email', { ...FACTS, appUrl: 'https://app.example/' });
    const link = `https://app.example/verify-email#code=${code.text}`;
    expect(text).toContain(`\n${link}\n`);
    expect(text).not.toContain('/api/v1');
    expect(html).toContain(`<a href="${link}">${link}</a>`);
  });

  test('a name is one line, and no HTML', async () => {
    const name = 'Eve <img src=x onerror=alert(1)> & "co"\r\n\r\nhttps://evil.example\u2028\u202etxet';
    const { text, html } = mailText('password-changed', { name });
    expect(text.split('\n')[0]).toBe('Hello Eve <img src=x onerror=alert(1)> & "co" https://evil.example txet,');
    expect(html).not.toMatch(/<(?!\/?p>)/);
    const parsed = await simpleParser(`Content-Type: text/html\n\n${html}`);
    expect(parsed.text).toContain('Eve <img src=x onerror=alert(1)> & "co"');
  });

  test('a code that is missing is a fault of ours, told before anything is sent', () => {
    expect(() => mailText('verify-email', {})).toThrow('needs a code');
  });
});
