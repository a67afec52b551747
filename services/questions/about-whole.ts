import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { AiCall, AnswerProvider, QuestionInput } from '../../clients/ai/provider.js';
import type { Question } from '../../db/models/question.js';
import { guidesInScope, isGuideInWork } from '../../db/queries/guides.js';
import { aboutSentences } from '../../domain/guides/about-answer.js';
import type { GuideSentence } from '../../domain/guides/guide.js';
import type { AboutKind } from '../../domain/guides/guide-language.js';
import { surroundingsOf } from '../../domain/guides/surroundings.js';
import { isAskedFor, type PageRef } from '../../domain/text/source-ref.js';
import { placeOf } from '../../domain/text/source-spans.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import type { AboutExamples } from '../guides/about-examples.js';
import { type About, recognizeAbout } from '../guides/recognize-about.js';
import { draftFromSpans } from './draft-from-spans.js';
import type { PassageSource } from './passage-source.js';
import { searchScopeOf } from './question-scope.js';

export interface AboutWholeDeps {
  db: Knex;
  source: PassageSource;
  answers: AnswerProvider;
  aboutExamples: AboutExamples;
}

/** Materials whose guides are read, and sentences whose surroundings a chat model answers from. */
const MAX_GUIDES = 30;
const MAX_FOR_MODEL = 16;
const MAX_FOLLOW_UPS = 3;
/** How often, and how often at most, it is looked whether a guide that is being made is there: for half a minute. */
const LOOK_MS = 500;
const MAX_LOOKS = 60;
/** Items of an answer that lists points, or tells of several materials, stand in lines of their own. */
const LISTED: readonly AboutKind[] = ['points', 'first'];

/**
 * Drafts the answer to a question about whole materials, or parts of them that it names, from their guides: 'What is
 * this about?', 'Summarize chapter 3'.
 * @returns undefined for a question of another kind, and where no guide can tell
 * @throws Failure of the encoder and of the answer provider.
 */
export async function draftAboutWhole(
  deps: AboutWholeDeps,
  { message, asked }: { message: Question; asked: QuestionInput },
  call: AiCall,
): Promise<StoredDraft | undefined> {
  if (message.hasImage || !searchScopeOf(message).materials) return undefined;
  const { question, userId: ownerId, materialIds, topicId } = message;
  const guides = () => guidesToTell(deps, { ownerId, materialIds, topicId }, call);
  const about = await recognizeAbout(
    deps.aboutExamples,
    { question, guides, isInThread: asked.turns.length > 0 },
    call,
  );
  if (!about) return undefined;
  const isAsked = (page: PageRef) => isAskedFor(message, page);
  const sentences = aboutSentences(about.kind, about.parts, isAsked);
  if (sentences.length === 0) return undefined;
  const copied = copiedDraft(sentences, about);
  if (deps.answers.name === 'offline') return copied;
  const more = aboutSentences(about.kind, about.parts, isAsked, MAX_FOR_MODEL);
  return (await written(deps, { ownerId, asked, sentences: more }, call)) ?? copied;
}

/** Whoever asks as soon as a material is ready is told by its guide, too, which takes seconds more. */
async function guidesToTell({ db }: AboutWholeDeps, scope: Parameters<typeof isGuideInWork>[1], { signal }: AiCall) {
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    const guides = await guidesInScope(db, scope, MAX_GUIDES);
    if (guides.length > 0 || !(await isGuideInWork(db, scope))) return guides;
    await pause(LOOK_MS, undefined, { signal });
  }
  return [];
}

/** The sentences themselves, each with its quotes; there is nothing to revise in it. */
function copiedDraft(sentences: readonly GuideSentence[], { kind, parts, confidence }: About): StoredDraft {
  const quotes = sentences.flatMap((sentence) => sentence.quotes);
  const spans = quotes.map(placeOf);
  const isList = LISTED.includes(kind) || parts.length > 1;
  const answer = sentences.map(({ text, quotes: own }) => ({
    text: isList ? `- ${text}` : text,
    citations: own.map((quote) => ({ ref: quotes.indexOf(quote) + 1, quote: quote.quote })),
  }));
  const followUps = parts.flatMap(({ guide }) => guide.questions.map(({ question }) => question));
  return {
    kind: 'materials',
    ...{ spans, answer, confidence },
    ...{ isRevised: true, steps: [], keyPoints: [], followUps: followUps.slice(0, MAX_FOLLOW_UPS) },
  };
}

/** What a chat model makes of the surroundings of the sentences; undefined where it says that it cannot tell. */
async function written(
  { db, source, answers }: AboutWholeDeps,
  { ownerId, asked, sentences }: { ownerId: string; asked: QuestionInput; sentences: readonly GuideSentence[] },
  call: AiCall,
): Promise<StoredDraft | undefined> {
  const quotes = sentences.flatMap((sentence) => sentence.quotes);
  const pages = await db.transaction((trx) => source.lockPages(ownerId, quotes, trx));
  const spans = surroundingsOf(
    quotes,
    ({ materialId, pageNo }) => pages.find((page) => page.materialId === materialId && page.pageNo === pageNo)?.text,
  );
  const draft = await draftFromSpans(answers, { asked, spans }, call);
  return draft?.kind === 'materials' ? { ...draft, isAboutWhole: true } : draft;
}
