import { setImmediate as nextTurn } from 'node:timers/promises';
import { type GuideLanguage, languageOf } from '../../domain/guides/guide-language.js';
import { draftQuestions } from '../../domain/quizzes/drafting/draft-questions.js';
import type { QuestionWriter } from './question-writer.js';

/** A change of the rules makes another name. */
const OFFLINE_QUESTIONS_MODEL = 'rules-4';

/** Passages that are looked at together: terms of one are the wrong answers of another. About a second of work. */
const PASSAGES_A_CALL = 16;

/** A page of a textbook gives a question or none. */
const PASSAGES_A_QUESTION = 8;

/**
 * Questions from the sentences of passages, by rules alone; none in a language without rules.
 * @param languages what is known of languages, by which that of the passages is told
 */
export const createOfflineQuestions = (languages: () => Promise<readonly GuideLanguage[]>): QuestionWriter => ({
  name: 'offline',
  model: OFFLINE_QUESTIONS_MODEL,
  passages: { aCall: PASSAGES_A_CALL, aQuestion: PASSAGES_A_QUESTION },
  async draft({ kinds, difficulty }, passages, call) {
    const language = languageOf(passages.map(({ text }) => text).join('\n'), await languages());
    if (!language) return [];
    const pages = passages.map(({ ref, text }) => ({ pageNo: ref, text }));
    const drafted = draftQuestions({ pages, language, marked: [] });
    // What else the worker does, such as its heartbeats, has its turn between two calls.
    await nextTurn();
    call?.signal?.throwIfAborted();
    return drafted
      .filter(({ question }) => kinds.includes(question.kind) && (!difficulty || question.difficulty === difficulty))
      .map(({ pageNo, question }) => ({ ref: pageNo, question }));
  },
  solve: null,
});
