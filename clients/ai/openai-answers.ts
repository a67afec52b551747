import { z } from 'zod';
import { Failure } from '../../domain/runs/failures.js';
import type { DraftPart } from '../../domain/tutor/draft-parts.js';
import { createChat } from './openai-chat.js';
import type { OpenAiServer } from './openai-client.js';
import { createJudge } from './openai-judge.js';
import { GENERAL_INSTRUCTIONS, INSTRUCTIONS, REVISE_INSTRUCTIONS, renderPrompt, renderRevision } from './prompt.js';
import type { AnswerProvider, Draft, Passage } from './provider.js';

const Part = z.object({
  text: z.string(),
  citations: z.array(z.object({ ref: z.number(), quote: z.string() })),
});

const DraftForm = z.object({
  supported: z.boolean(),
  answer: z.array(Part),
  steps: z.array(Part),
  keyPoints: z.array(Part),
  followUps: z.array(z.string()),
  confidence: z.number(),
});

const RevisionForm = z.object({ parts: z.array(Part) });

const GeneralForm = z.object({
  answer: z.string(),
  steps: z.array(z.string()),
  keyPoints: z.array(z.string()),
  followUps: z.array(z.string()),
  confidence: z.number(),
});

/** Further questions that are suggested, at most. */
const MAX_FOLLOW_UPS = 3;

const unsupported = (): Draft => ({
  supported: false,
  answer: [],
  steps: [],
  keyPoints: [],
  followUps: [],
  confidence: 0,
});

/** Answers written by a chat model of any OpenAI-compatible server, by structured output. */
export function createOpenAiAnswers(server: OpenAiServer & { model: string }): AnswerProvider {
  const chat = createChat(server);
  return {
    name: 'openai',
    model: server.model,
    async draft(input, passages, call) {
      if (passages.length === 0) return unsupported();
      const user = renderPrompt(input, passages);
      return toDraft(await chat({ system: INSTRUCTIONS, user, schema: DraftForm, name: 'answer' }, call), passages);
    },
    async revise(parts, passages, call) {
      const user = renderRevision(parts, passages);
      const revised = await chat({ system: REVISE_INSTRUCTIONS, user, schema: RevisionForm, name: 'parts' }, call);
      const known = knownParts(revised.parts, passages);
      return parts.map((_, at) => known[at] ?? { text: '', citations: [] });
    },
    judge: createJudge(chat),
    async answerGenerally(input, call) {
      const user = renderPrompt(input, []);
      const form = await chat({ system: GENERAL_INSTRUCTIONS, user, schema: GeneralForm, name: 'general' }, call);
      if (form.answer.trim() === '') throw new Failure('AiBadOutput');
      return {
        answer: form.answer.trim(),
        steps: filled(form.steps),
        keyPoints: filled(form.keyPoints),
        followUps: filled(form.followUps).slice(0, MAX_FOLLOW_UPS),
        confidence: share(form.confidence),
      };
    },
  };
}

function toDraft(form: z.infer<typeof DraftForm>, passages: readonly Passage[]): Draft {
  if (!form.supported) return unsupported();
  const lists = [form.answer, form.steps, form.keyPoints].map((parts) =>
    knownParts(parts, passages).filter(({ text }) => text !== ''),
  );
  const [answer = [], steps = [], keyPoints = []] = lists;
  if (answer.length === 0) throw new Failure('AiBadOutput');
  const followUps = filled(form.followUps).slice(0, MAX_FOLLOW_UPS);
  return { supported: true, answer, steps, keyPoints, followUps, confidence: share(form.confidence) };
}

/** Parts without the citations that name no passage or quote nothing. */
function knownParts(parts: z.infer<typeof Part>[], passages: readonly Passage[]): DraftPart[] {
  const refs = new Set(passages.map(({ ref }) => ref));
  return parts.map(({ text, citations }) => ({
    text: text.trim(),
    citations: citations.filter(({ ref, quote }) => refs.has(ref) && quote.trim() !== ''),
  }));
}

const filled = (texts: readonly string[]): string[] => texts.map((text) => text.trim()).filter((text) => text !== '');

const share = (value: number): number => (Number.isFinite(value) ? Math.min(Math.max(value, 0), 1) : 0);
