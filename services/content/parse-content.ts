import { type Document, parseDocument } from 'yaml';
import { z } from 'zod';

/** The text of a file, or of a part of one, and the name by which errors call it. */
export interface ContentText {
  file: string;
  text: string;
}

/**
 * What a YAML text holds, by its schema.
 * @throws Error naming the file and everything that is wrong in it, one a line: for YAML that cannot be read its line
 * and column, else the field.
 */
export function parseContent<T>(schema: z.ZodType<T>, { file, text }: ContentText): T {
  const document = parseDocument(text);
  const faults = [...document.errors, ...document.warnings].map(({ message }) => message.trimEnd());
  if (faults.length > 0) throw unusable(file, faults);
  const parsed = schema.safeParse(plainValue(document, file));
  if (parsed.success) return parsed.data;
  throw unusable(
    file,
    parsed.error.issues.map(({ path, message }) => `${z.core.toDotPath(path) || 'the file'}: ${message}`),
  );
}

/** Aliases of aliases are refused: a few lines of them are gigabytes. */
function plainValue(yaml: Document.Parsed, file: string): unknown {
  try {
    return yaml.toJS();
  } catch (error) {
    throw unusable(file, [error instanceof Error ? error.message : 'it cannot be read']);
  }
}

/** What is thrown for content that cannot be used. */
export const unusable = (file: string, faults: readonly string[]): Error =>
  new Error(`${file} cannot be used:\n${faults.join('\n')}`);
