import type { Language } from './language.js';

/** What a sentence must hold to answer a question. */
export type Wanted = 'name' | 'date' | 'duration' | 'number' | 'anything';

/** What a question is about. */
export interface Question {
  /** Stems of what it is about, with their weights. */
  content: ReadonlyMap<string, number>;
  wants: Wanted;
}

/** Stems of words that say how to answer, not what about. */
const FILLERS = new Set(
  `answer call defin describ detail differ discuss exampl explain give happen kind list main mean meant name part pleas
  question reason sort state summari summar tell term thing type understand use work`.split(/\s+/),
);

const MEASURES = /^(?:many|much|far|old|fast|hot|cold|tall|deep|often|big|large|high|heavy|long)$/;

/** Reads a question; one that consists of fillers alone keeps them. */
export function readQuestion(text: string, language: Language): Question {
  const all = new Map(language.sentences(text).flatMap(({ content }) => [...content]));
  const [, asking = '', next = ''] = ASKING.exec(text.toLowerCase()) ?? [];
  const told = [...all].filter(([stem]) => !FILLERS.has(stem) && !(asking === 'how' && stem === next));
  return { content: told.length > 0 ? new Map(told) : all, wants: wanted(asking, next) };
}

/** The word that asks, and the one after it. Only the first counts: 'What is released when …' asks for no date. */
const ASKING = /\b(who|whom|whose|when|what|which|where|why|how)\b(?:\W+(\w+))?/;

function wanted(asking: string, next: string): Wanted {
  if (asking.startsWith('who')) return 'name';
  if (asking === 'when' || /^(?:year|date|century)$/.test(next)) return 'date';
  if (asking === 'how' && next === 'long') return 'duration';
  return asking === 'how' && MEASURES.test(next) ? 'number' : 'anything';
}
