import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  type EvaluationQuestion,
  type Fact,
  KINDS,
  LANGUAGES,
  type Language,
  PLACES,
  TRAPS,
} from './evaluation-question.js';
import type { Part } from './parts.js';

const Spans = z.array(z.string().min(1)).min(1);

/** A span, spans of which any will do, or the same with the document that they stand in. */
const WrittenFact = z.union([z.string().min(1), Spans, z.strictObject({ in: z.string(), holds: Spans })]);

const WrittenQuestion = z.strictObject({
  id: z.string(),
  question: z.string(),
  language: z.enum(LANGUAGES).optional(),
  kind: z.enum(KINDS).default('plain'),
  place: z.enum(PLACES).default('prose'),
  after: z.string().optional(),
  facts: z.array(WrittenFact).default([]),
  trap: z.enum(TRAPS).optional(),
  corrects: z.array(WrittenFact).default([]),
  forbidden: z.array(z.string()).default([]),
});

/** The questions of a part about one document, or none where there is no file of them. @throws of another form */
export function readQuestions(
  part: Part,
  { title, language }: { title: string; language: Language },
): EvaluationQuestion[] {
  const file = new URL(`./questions/${part}/${title}.yml`, import.meta.url);
  if (!existsSync(file)) return [];
  const written = z.array(WrittenQuestion).parse(parse(readFileSync(file, 'utf8')));
  return written.map(({ facts, corrects, language: own = language, after, trap, ...rest }) => ({
    ...rest,
    part,
    language: own,
    after,
    trap,
    facts: facts.map((fact) => toFact(fact, title)),
    corrects: corrects.map((fact) => toFact(fact, title)),
  }));
}

function toFact(written: z.infer<typeof WrittenFact>, title: string): Fact {
  if (typeof written === 'string') return { document: title, holds: [written] };
  return Array.isArray(written) ? { document: title, holds: written } : { document: written.in, holds: written.holds };
}
