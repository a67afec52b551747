import { readFileSync } from 'node:fs';
import type { EvaluationQuestion } from './evaluation-question.js';
import type { Part } from './parts.js';
import { cellBiology } from './questions/cell-biology.js';
import { energy } from './questions/energy.js';
import { frenchRevolution } from './questions/french-revolution.js';
import { heldOut } from './questions/held-out.js';
import { microeconomics } from './questions/microeconomics.js';
import { networks } from './questions/networks.js';

/** A document written for this set: its pages, in the text form of stack/sample/make-pdf.ts. */
export interface EvaluationDocument {
  title: string;
  pages: string[];
  questions: Record<Part, EvaluationQuestion[]>;
}

const QUESTIONS = {
  'cell-biology': cellBiology,
  'french-revolution': frenchRevolution,
  energy,
  microeconomics,
  networks,
};

/** The documents with their questions. */
export function readEvaluationSet(): EvaluationDocument[] {
  return Object.entries(QUESTIONS).map(([title, calibration]) => {
    const text = readFileSync(new URL(`./documents/${title}.md`, import.meta.url), 'utf8');
    return {
      title,
      pages: text.split(/^---$/m).map(toPageSource),
      questions: { calibration, 'held-out': heldOut[title] ?? [] },
    };
  });
}

/** Printed pages show a heading of any depth alike, and a dot before an item. */
const toPageSource = (page: string): string => page.trim().replace(/^#+ /gm, '# ').replace(/^- /gm, '\u2022 ');
