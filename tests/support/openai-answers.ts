/** A sentence of an answer with what it cites. */
export interface ScriptedPart {
  text: string;
  citations: { ref: number; quote: string }[];
}

/** What a model may answer to a question with passages; what is left out is empty. */
export interface ScriptedAnswer {
  supported: boolean;
  answer: ScriptedPart[];
  steps?: ScriptedPart[];
  keyPoints?: ScriptedPart[];
  followUps?: string[];
  confidence?: number;
}

/** An answer with nothing left out. */
export const whole = ({ answer, supported, ...more }: ScriptedAnswer): Required<ScriptedAnswer> => ({
  answer,
  ...{ steps: [], keyPoints: [], followUps: [], confidence: 0.8, ...more },
  supported,
});

/** What the model answers where no test says otherwise: by word overlap with the passages of the prompt. */
export function answerInForm(form: string, prompt: string): unknown {
  if (form === 'answer') return whole(answerFrom(prompt));
  if (form === 'parts') return { parts: repairFrom(prompt) };
  if (form === 'verdicts') return { verdicts: [] };
  if (form === 'questions') return { questions: statementsFrom(prompt) };
  if (form === 'solutions') return { answers: solveFrom(prompt) };
  return { answer: 'Generally speaking, yes.', steps: [], keyPoints: [], followUps: [], confidence: 0.6 };
}

/** The passage sentence that shares most words with the question; no support below two shared words. */
function answerFrom(prompt: string): ScriptedAnswer {
  const asked = tellingWords(between(prompt, 'question') ?? '');
  const best = nearestSentence(prompt, asked);
  if (best.shared < Math.min(2, asked.size) || best.shared === 0) return { supported: false, answer: [] };
  return { supported: true, answer: [{ text: best.quote, citations: [{ ref: best.ref, quote: best.quote }] }] };
}

/** Each sentence again, with the passage sentence that shares most words with it, if any shares two. */
function repairFrom(prompt: string): ScriptedPart[] {
  const parts: ScriptedPart[] = JSON.parse(between(prompt, 'parts') ?? '[]');
  return parts.map(({ text }) => {
    const { ref, quote, shared } = nearestSentence(prompt, tellingWords(text));
    return { text, citations: shared >= 2 ? [{ ref, quote }] : [] };
  });
}

/** What stands between delimiters; the rules before it name them as well. */
const between = (prompt: string, name: string): string | undefined =>
  new RegExp(`<${name}>([\\s\\S]*)</${name}>`).exec(prompt.slice(prompt.lastIndexOf(`<${name}>\n`)))?.[1];

function nearestSentence(prompt: string, asked: ReadonlySet<string>): { ref: number; quote: string; shared: number } {
  const best = { ref: 0, quote: '', shared: 0 };
  for (const [, ref, text] of prompt.matchAll(/<passage ref="(\d+)">\n([\s\S]*?)\n<\/passage>/g)) {
    for (const sentence of (text ?? '').split(/(?<=[.!?])\s+/)) {
      const shared = new Set(words(sentence).filter((word) => asked.has(word))).size;
      if (shared > best.shared) Object.assign(best, { ref: Number(ref), quote: sentence.trim(), shared });
    }
  }
  return best;
}

/** The first sentence of each passage: as a statement, or else with a gap for its longest word. */
function statementsFrom(prompt: string): object[] {
  const order = JSON.parse(between(prompt, 'order') ?? '{}');
  const kind = ['true-false', 'short-text'].find((one) => order.kinds?.includes(one));
  if (!kind) return [];
  const passages = [...prompt.matchAll(/<passage ref="(\d+)">\n([\s\S]*?)\n<\/passage>/g)];
  return passages.slice(0, order.count).map(([, ref, text = '']) => {
    const quote = text.split(/(?<=[.!?])\s+/)[0] ?? '';
    const word = longest(quote);
    const asked =
      kind === 'true-false' ? { stem: quote, right: ['true'] } : { stem: quote.replace(word, GAP), right: [word] };
    return writtenQuestion({ ref: Number(ref), quote, kind, ...asked });
  });
}

const GAP = '____';
const longest = (text: string): string => words(text).toSorted((a, b) => b.length - a.length)[0] ?? '';

/** What stands in a passage where a stem has its gap. */
function gapIn(passage: string, stem: string): string | undefined {
  const [before = '', after = ''] = stem.split(GAP);
  const start = passage.indexOf(before) + before.length;
  const end = passage.indexOf(after, start);
  return passage.includes(before) && end > start ? passage.slice(start, end) : undefined;
}

/** A question as a model writes it; what is left out is empty. */
export const writtenQuestion = (fields: object): object => ({
  ...{ stem: '', quote: '', ref: 1, explanation: 'The material says so, in the sentence that is quoted here.' },
  ...{ kind: 'single-choice', right: [], wrong: [], prompts: [], unit: '', formula: '', values: [] },
  ...{ difficulty: 'easy', ...fields },
});

/** A statement is true where it stands in its passage; a gap has what stands there; of others the first option that does is right. */
function solveFrom(prompt: string): object[] {
  interface PromptQuestion {
    question: number;
    passage: string;
    kind: string;
    stem: string;
    options?: string[];
  }
  const asked: PromptQuestion[] = JSON.parse(between(prompt, 'questions') ?? '[]');
  return asked.map(({ question, passage, kind, stem, options = [] }) => {
    const right = options.find((option) => passage.includes(option.slice(3)));
    const written = kind === 'short-text' ? gapIn(passage, stem) : right?.slice(0, 1);
    const answer = kind === 'true-false' ? String(passage.includes(stem)) : written;
    return answer
      ? { question, answer: [answer], outcome: 'answered' }
      : { question, answer: [], outcome: 'not-in-passage' };
  });
}

const tellingWords = (text: string): Set<string> => new Set(words(text).filter(isTelling));

/** The words of a text, in lower case. */
export const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const isTelling = (word: string): boolean => word.length > 3 || /\d/.test(word);
