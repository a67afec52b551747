/** A field's name, or a field that goes on (RFC 5322, 2.2); an mbox file begins with a line of its own. */
const FIELD = /^(?:[!-9;-~]+:|[ \t]|From )/;
/** Fields that only programs write; people begin notes with `From:` and `Date:`, too. */
const MAIL_FIELD =
  /^(?:MIME-Version:|Content-Type:\s*multipart\/|(?:Message-ID|Return-Path):\s*<|Received:\s*(?:from|by)\s)/im;

/**
 * Whether a text is an e-mail or a web archive (MHTML), by the fields before its first empty line. Their parts are
 * encoded, so that the file is no text to read. Lines end in \n; the last one may be cut.
 */
export function isMail(start: string): boolean {
  const [head = ''] = start.trimStart().split('\n\n', 1);
  return (
    MAIL_FIELD.test(head) &&
    head
      .split('\n')
      .slice(0, -1)
      .every((line) => FIELD.test(line))
  );
}
