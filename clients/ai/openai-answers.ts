import { Failure } from '../../domain/runs/failures.js';
import { isMeaningful, locateQuote } from '../../domain/text/quotes.js';
import type { DraftPart, DraftQuote } from '../../domain/tutor/draft-parts.js';
import { DRAFT_FORM, type DraftFields, GENERAL_FORM, REVISION_FORM } from './answer-forms.js';
import { createChat } from './openai-chat.js';
import { createJudge } from './openai-judge.js';
import type { ChatServer } from './openai-talk.js';
import { GENERAL_INSTRUCTIONS, INSTRUCTIONS, REVISE_INSTRUCTIONS, renderPrompt, renderRevision } from './prompt.js';
import type { AnswerProvider, Draft, Passage } from './provider.js';

const unsupported = (): Draft => ({
  supported: false,
  answer: [],
  steps: [],
  keyPoints: [],
  followUps: [],
  confidence: 0,
});

/** Answers written by a chat model of any OpenAI-compatible server. */
export function createOpenAiAnswers(server: ChatServer): AnswerProvider {
  const chat = createChat(server);
  return {
    name: 'openai',
    model: server.model,
    async draft(input, passages, call) {
      if (passages.length === 0) return unsupported();
      const user = (room: number) => renderPrompt(input, passages, room);
      return toDraft(await chat({ system: INSTRUCTIONS, user, form: DRAFT_FORM }, call), passages);
    },
    async revise(parts, passages, call) {
      const user = (room: number) => renderRevision(parts, passages, room);
      const revised = await chat({ system: REVISE_INSTRUCTIONS, user, form: REVISION_FORM }, call);
      const placed = revised.parts.map((part) => placeQuotes(part, passages));
      return parts.map((_, at) => placed[at] ?? { text: '', citations: [] });
    },
    judge: createJudge(chat),
    async answerGenerally(input, call) {
      const user = (room: number) => renderPrompt(input, [], room);
      const form = await chat({ system: GENERAL_INSTRUCTIONS, user, form: GENERAL_FORM }, call);
      if (form.answer === '') throw new Failure('AiBadOutput');
      return form;
    },
  };
}

/** How sure an answer can be that its own model does not take for one: less than one of which it says nothing. */
const MAX_CONFIDENCE_UNSUPPORTED = 0.49;

/** The passages decide whether they hold an answer, by its quotes, and not what the model thinks of it. */
function toDraft(form: DraftFields, passages: readonly Passage[]): Draft {
  const isDoubted = form.supported === false;
  const place = (parts: readonly DraftPart[]) =>
    parts
      .filter(({ text }) => text !== '')
      .map((part) => placeQuotes(part, passages))
      // What the model doubts itself is not asked for again: it has its quotes now.
      .filter(({ citations }) => !isDoubted || citations.some((quote) => stands(quote, passages)));
  const [answer, steps, keyPoints] = [place(form.answer), place(form.steps), place(form.keyPoints)];
  if (answer.length + steps.length + keyPoints.length === 0) {
    if (form.supported) throw new Failure('AiBadOutput');
    return unsupported();
  }
  const confidence = isDoubted ? Math.min(form.confidence, MAX_CONFIDENCE_UNSUPPORTED) : form.confidence;
  return { supported: true, answer, steps, keyPoints, followUps: form.followUps, confidence };
}

const stands = ({ ref, quote }: DraftQuote, passages: readonly Passage[]): boolean =>
  isMeaningful(quote) && passages.some((passage) => passage.ref === ref && locateQuote(passage.text, quote) !== null);

/** A quote goes by where it stands: one that stands in another passage than it says names that. */
function placeQuotes({ text, citations }: DraftPart, passages: readonly Passage[]): DraftPart {
  const place = ({ ref, quote }: DraftQuote): DraftQuote[] => {
    const named = passages.find((passage) => passage.ref === ref);
    const found = [...(named ? [named] : []), ...passages].find((passage) => locateQuote(passage.text, quote));
    const at = found ?? named;
    return at ? [{ ref: at.ref, quote }] : [];
  };
  return { text, citations: citations.flatMap(place) };
}
