import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSentenceEncoder } from '../../documents/encoder.js';
import type { CheckedGuide } from '../../domain/guides/guide.js';
import type { AboutKind } from '../../domain/guides/guide-language.js';
import { createAboutExamples } from '../../services/guides/about-examples.js';
import { recognizeAbout } from '../../services/guides/recognize-about.js';
import { wordsAlone } from '../support/guide-parts.js';

/** On the real encoder: none of these questions is among the examples. */
const encoder = createSentenceEncoder({ folder: process.env.ENCODER_FOLDER ?? '' });
afterAll(() => encoder.close());
const encoders = { ofQuestions: encoder, ofDocuments: encoder };
const examples = createAboutExamples({ encoders, languages: wordsAlone.languages });
beforeAll(() => examples.ready());

const text = 'Moraines are ridges of rubble that a glacier leaves behind.';
const sentence = { text, quotes: [{ materialId: 'm', pageNo: 1, quote: text, start: 0, end: text.length }] };
const section = (heading: string) => ({ level: 1, heading, pageFrom: 1, pageTo: 1, sentences: [sentence] });
const guide: CheckedGuide = {
  language: 'en',
  sections: [section('Movement'), section('Moraines')],
  summary: [sentence],
  terms: [{ term: 'Moraines', sentence }],
  questions: [],
};
const recognize = (question: string, isInThread = false) =>
  recognizeAbout(
    examples,
    { question, isInThread, guides: async () => [{ materialId: 'm', title: 'Glaciers', guide }] },
    {},
  );

const WHOLE: Record<AboutKind, string[]> = {
  about: [
    "what's this file about",
    'overview',
    "Worum geht's in der Datei?",
    '¿Sobre qué es este archivo?',
    "C'est quoi le sujet de ce fichier ?",
    'Do que fala este arquivo?',
    'Про что этот файл?',
    '这个文件是讲什么的？',
    'このファイルの内容は？',
    'इस फ़ाइल में क्या है?',
  ],
  summary: [
    'sumarize this document',
    'Summarise it.',
    'Give me a brief summary please',
    'Kannst du mir das kurz zusammenfassen?',
    'Hazme una síntesis del documento',
    'Fais-moi une synthèse du document',
    'Faça uma síntese do documento',
    'Сделай конспект документа',
    '帮我概括一下',
    'この講義を短くまとめてください',
  ],
  points: [
    'main points',
    'what do I have to know for my exam',
    'Gib mir die wichtigsten Aussagen der Vorlesung',
    'Quels sont les points essentiels de cette leçon ?',
    'Quais são os pontos essenciais desta aula?',
    'Что главное в этой лекции?',
    'ما الأشياء المهمة في هذه المحاضرة؟',
    'इस व्याख्यान की मुख्य बातें बताओ',
  ],
  first: [
    'What should I study first?',
    'Was soll ich als Erstes lernen?',
    '¿Qué estudio primero?',
    'Par quoi je commence ?',
    'O que estudar primeiro?',
    'Что учить сначала?',
    '先学哪一部分比较好？',
    '何から勉強すればいい？',
    'بماذا أبدأ الدراسة؟',
    'सबसे पहले क्या पढ़ूँ?',
  ],
};

describe.each(Object.entries(WHOLE))('asks for %s of the whole', (kind, questions) => {
  test.each(questions)('%s', async (question) => {
    expect(await recognize(question)).toMatchObject({ kind, parts: [{ part: { kind: 'whole' } }] });
  });
});

test.each([
  'Walk me through this document',
  'In a nutshell, what does the lecture tell us?',
  'Tell me the most essential facts from these pages',
])('is about the whole in words that are not known: %s', async (question) => {
  expect(await recognize(question)).toBeDefined();
});

test.each([
  'Summarize moraines',
  'What are the main points of the section Moraines?',
  'Give me an overview of the chapter on moraines',
  'summarize chapter 2',
  'Fass Kapitel 2 zusammen',
  'Que dit le chapitre 2 ?',
  '第2章を要約して。',
])('is about the section that it names: %s', async (question) => {
  expect(await recognize(question)).toMatchObject({
    parts: [{ part: { kind: 'sections', sections: [{ heading: 'Moraines' }] } }],
  });
});

test.each([
  'What is a glacier?',
  'What are moraines?',
  'Where does the reaction start?',
  'What are the main causes of the French Revolution?',
  'What is the most important organ of the body?',
  'What happened then?',
  'And why?',
  'Who is the author?',
  'How do I summarize a text well?',
  'Translate this',
  'hello',
  'Was ist ein Gletscher?',
  '¿Qué es la fotosíntesis?',
  "Qu'est-ce que la mitose ?",
  'O que é a fotossíntese?',
  'Что такое фотосинтез?',
  '什么是光合作用？',
  '光合成とは何ですか？',
  'ما هو الجلوكوز؟',
  'बादल कैसे बनते हैं?',
])('is none: %s', async (question) => {
  expect(await recognize(question)).toBeUndefined();
});
