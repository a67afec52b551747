import { readdirSync, readFileSync } from 'node:fs';

/** A recorded run. */
export interface Recording {
  workflowId: string;
  /** In the JSON form of Temporal's protocol. */
  history: unknown;
}

/** Histories of earlier versions; a file stays as long as runs of its version may be open. */
export const HISTORIES = 'tests/replay/histories';

/** The names of all that were kept. */
export const listRecordings = (): string[] => readdirSync(HISTORIES).filter((file) => file.endsWith('.json'));

/** One that was kept, by its name. */
export const readRecording = (file: string): Recording =>
  JSON.parse(readFileSync(`${HISTORIES}/${file}`, 'utf8')) as Recording;

/** How they are named by their flows: `send-mail.0.1.0.json`, `send-mail-failed.0.1.0.json`. */
export const kebabCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A run's history with what its payloads hold in the clear, as it stands there: JSON within it is not escaped. */
export const decodedPayloads = (history: unknown): string =>
  JSON.stringify(history).replaceAll(/"data":"([A-Za-z0-9+/=]+)"/g, (_all, data) =>
    Buffer.from(data, 'base64').toString(),
  );
