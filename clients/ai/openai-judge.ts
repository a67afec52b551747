import { VERDICTS_FORM } from './answer-forms.js';
import { flag } from './form-shapes.js';
import type { Chat } from './openai-chat.js';
import { DATA, disarm } from './prompt.js';
import type { AnswerProvider, CitedSentence } from './provider.js';

/** What the model is told about its task; it never holds text of students or documents. */
const INSTRUCTIONS = `You check sentences of an answer against what they cite.

- Each sentence stands between <sentences> and </sentences>, as JSON with its number, its text and its "evidence". A sentence and its evidence may be in different languages.
${DATA}
- For each sentence, "stated" is "yes" where its evidence alone states all that it says: the same things, names, numbers, directions and denials. It is "no" where the evidence says otherwise or says nothing of a part of it, however true that is. It is "unclear" where you cannot tell.
- Answer with one entry of "verdicts" for each sentence, "sentence" being its number.`;

/** Gives what judges sentences, all in one call, with a chat model. */
export const createJudge =
  (chat: Chat): NonNullable<AnswerProvider['judge']> =>
  async (sentences, call) => {
    const { verdicts } = await chat({ system: INSTRUCTIONS, user: () => render(sentences), form: VERDICTS_FORM }, call);
    return sentences.map((_, at) => {
      const stated = verdicts.find(({ sentence }) => sentence === at + 1)?.stated;
      return flag.read(stated) ?? null;
    });
  };

function render(sentences: readonly CitedSentence[]): string {
  const numbered = sentences.map((one, at) => ({ sentence: at + 1, ...one }));
  return `<sentences>\n${disarm(JSON.stringify(numbered))}\n</sentences>`;
}
