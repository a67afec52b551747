import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { toMessage } from './message.js';
import type { MailTransport, OutgoingMail } from './transport.js';

/**
 * Writes each mail as an .eml file, which mail programs and editors open, for systems without a mail server.
 * They hold codes that sign somebody in, so only the operating system's user that runs this may read them.
 */
export function createFileTransport({ folder, from }: { folder: string; from: string }): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(readable(toMessage(mail, from)));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(folder, fileName(mail)), message as Buffer);
    },
    async close() {
      transport.close();
    },
  };
}

/** Its parts as they are: the usual encoding cuts a link in pieces, and an editor could not open it. */
function readable({ text, html, ...rest }: SendMailOptions): SendMailOptions {
  const part = (type: string, content: unknown) => ({
    raw: `Content-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${content}`,
  });
  return { ...rest, alternatives: [part('text/plain', text), part('text/html', html)] };
}

/** In the order of time; a mail sent again replaces itself. */
const fileName = ({ queuedAt, kind, id }: OutgoingMail): string =>
  `${queuedAt.toISOString().replaceAll(':', '-')}-${kind}-${id}.eml`;

/** Renamed into place, so that nobody reads half a mail. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  const draft = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
