import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askMaterials, ingest } from '../support/ingest.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
  student = await createStudent(app);
});
afterAll(() => app.close());

/** A short page in a language, a question that it answers with what the answer has, and one that it does not answer. */
const PAGES: readonly [string, string, string, string, string][] = [
  [
    'de',
    '# Die Moore der Küste\n\nDas Torfmoos wächst im Jahr etwa einen Millimeter. Der Sonnentau fängt Fliegen, weil der Boden kaum Stickstoff enthält. Das Moor wurde 1952 entwässert.',
    'Warum fängt der Sonnentau Fliegen?',
    'Stickstoff',
    'Wie heißt der Bürgermeister?',
  ],
  [
    'fr',
    '# Les marais salants\n\nLe paludier récolte la fleur de sel en été. Un œillet donne environ trois kilos de sel par jour. Les vannes sont ouvertes à marée haute.',
    'Combien de kilos de sel un oeillet donne-t-il par jour ?',
    'trois kilos',
    'Qui a peint la chapelle ?',
  ],
  [
    'zh',
    '# 蜜蜂\n\n蜂王每天产卵约两千粒。工蜂在巢内用舞蹈告诉同伴花的方向。雄蜂在秋天被赶出蜂巢。',
    '工蜂用什么告诉同伴花的方向？',
    '舞蹈',
    '谁画了这幅画？',
  ],
  [
    'ja',
    '# 火山の島\n\n島で一番高い山は白岳で、高さは千二百メートルである。最後の噴火は一九〇三年に起こった。農民は火山灰の畑で大根を育てる。',
    '最後の噴火はいつ起こったか？',
    '一九〇三年',
    '首相は誰ですか？',
  ],
  [
    'ar',
    '# الجهاز التنفسي\n\nيدخل الهواء إلى الرئتين عبر القصبة الهوائية. يفصل الحجاب الحاجز بين الصدر والبطن. تطرد الرئتان ثاني أكسيد الكربون.',
    'ما الذي يفصل بين الصدر والبطن؟',
    'الحجاب الحاجز',
    'متى تأسست الجامعة؟',
  ],
  [
    'hi',
    '# पौधों का भोजन\n\nपत्तियाँ सूर्य के प्रकाश से भोजन बनाती हैं। जड़ें मिट्टी से जल और खनिज सोखती हैं। तना जल को पत्तियों तक पहुँचाता है।',
    'जड़ें मिट्टी से क्या सोखती हैं?',
    'खनिज',
    'राजा का जन्म कब हुआ?',
  ],
  [
    'es',
    '# Los faros\n\nEl faro del cabo se encendió por primera vez en 1868. Su linterna gira cada doce segundos. El farero subía doscientos escalones.',
    '¿Cuándo se encendió el faro del cabo por primera vez?',
    '1868',
    '¿Qué come el lobo?',
  ],
];

describe.each(PAGES)('a page in %s', (language, text, question, holds, other) => {
  test('knows its language, and answers in it what it says and nothing else', async () => {
    const material = await ingest(student, Buffer.from(text));
    const { data } = await student.client.GET('/materials/{id}/pages', { params: { path: { id: material.id } } });
    const answered = await askMaterials(student, question, [material.id]);
    const unanswered = await askMaterials(student, other, [material.id]);

    expect(material.languages).toEqual([language]);
    expect(data?.data).toMatchObject([{ language }]);
    expect(answered).toMatchObject({ status: 'answered', answerLanguage: language });
    expect(answered.citations.some(({ quote }) => quote.includes(holds))).toBe(true);
    expect(unanswered.status).toBe('abstained');
  });
});

test('a question in another language is answered from the page, or shown the passage that is nearest', async () => {
  const { id } = await ingest(
    student,
    Buffer.from(
      '# Tides\n\nThe moon pulls the water of the sea. High water comes twice a day. A bore runs up the river.',
    ),
  );
  const message = await askMaterials(student, 'Wie oft am Tag kommt das Hochwasser?', [id]);
  const shown = [...message.citations, ...message.nearest];
  expect(shown.some(({ quote }) => quote.includes('twice a day'))).toBe(true);
});
