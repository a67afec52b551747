/** What a written export holds. */
export interface Contents {
  madeAt: Date;
  /** Rows by table. */
  rows: Record<string, number>;
  files: string[];
  /** Files that are known and whose bytes are not in storage. */
  missing: string[];
}

const list = (lines: string[]): string => lines.map((line) => `  ${line}\n`).join('');

/** The text that explains an export to its reader. */
export function readme({ madeAt, rows, files, missing }: Contents): string {
  const tables = Object.entries(rows).map(([table, count]) => `data/${table}.json  (${count})`);
  const lost = missing.length > 0 ? `\nThese were still being uploaded, or are lost:\n\n${list(missing)}` : '';
  return `Your data in Scholium

Begun at ${madeAt.toISOString()}. The parts were read one after the other: what changed meanwhile may
be in one of them and not in another.

data/   What the database holds of you. A file for each table, a JSON array of its rows; in brackets how many.
        Times are UTC. Left out are secrets (the hashes of your password, of tokens and of codes), what is
        computed from other columns (search indexes and vectors), and the ids of others who acted on your account.
files/  What you uploaded, byte for byte as it came: documents, named by title and id, and your image.

${list(tables)}
Files: ${files.length}

${list(files)}${lost}`;
}
