import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { createDocumentReader } from '../../documents/index.js';
import { pictureOf } from './script-pages.js';
import { readAll, readResults, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const read = async (file: Uint8Array) => (await readResults(reader, file, [1]))[0];

const UKRAINIAN = `Річка бере початок у горах і тече до моря. Навесні, коли тане сніг, вода піднімається на три метри
і заливає луки. Влітку її рівень падає, і на берегах з'являються піщані мілини. Взимку річка замерзає майже на
чотири місяці, тому рибалки сверлять лунки в кризі.`;
const ARABIC = `يضخ القلب الدم إلى الرئتين عبر الشريان الرئوي ثم يعود إلى القلب. يحمل الدم الأكسجين إلى جميع خلايا الجسم
ويعود منها بثاني أكسيد الكربون. تحمي العظام القلب والرئتين من الصدمات، وتساعد العضلات على التنفس.`;
const HINDI = `सूर्य की गर्मी से समुद्र का जल भाप बनता है। भाप ऊपर जाकर ठंडी होती है और बादल बनते हैं। वर्षा का जल नदियों से
समुद्र में लौटता है। पर्वतों पर जल बर्फ के रूप में जमा रहता है और गर्मी में पिघलता है।`;
const THAI = `พืชใช้แสงแดดเพื่อสร้างอาหารจากน้ำและคาร์บอนไดออกไซด์ แล้วปล่อยออกซิเจนออกมา กระบวนการนี้เกิดขึ้นในใบไม้
สีเขียวของใบไม้มาจากคลอโรฟิลล์ ซึ่งดูดซับแสงสีแดงและสีน้ำเงิน รากของพืชดูดน้ำและแร่ธาตุจากดิน`;

/** Drawn with a font that is too large to be installed for it: no package of a few hundred kilobytes has the signs. */
const CHINESE = `水磨坊建在两条小溪汇合的地方，它的轮子从那年春天起一直转动。干旱的夏天，磨坊主在黎明时分就打开上面的水闸，好让水够用
到中午以前的三个小时。秋天，农民把粮食运到这里，用石磨把麦子磨成面粉。冬天河水结冰，轮子停下来，人们就修理木板和绳子。`;
const PAGES = {
  uk: async () => ({ text: UKRAINIAN, picture: await pictureOf(UKRAINIAN, 'cyrillic') }),
  ar: async () => ({ text: ARABIC, picture: await pictureOf(ARABIC, 'arabic') }),
  hi: async () => ({ text: HINDI, picture: await pictureOf(HINDI, 'devanagari') }),
  zh: async () => ({
    text: CHINESE,
    picture: await readFile(new URL('../fixtures/chinese-page.png', import.meta.url)),
  }),
};

describe('a scan in another script than English', () => {
  it.each([
    ['uk', 'cyrillic', UKRAINIAN],
    ['ar', 'arabic', ARABIC],
    ['hi', 'devanagari', HINDI],
  ] as const)('is read in it though nobody said so: %s', async (language, script, text) => {
    const page = await read(await pictureOf(text, script));

    expect(page).toMatchObject({ method: 'ocr', language });
    expect(wordAccuracy(text, page && 'text' in page ? page.text : '')).toBeGreaterThanOrEqual(0.85);
  });

  it.each([
    ['uk', 90],
    ['uk', 180],
    ['ar', 270],
    ['hi', 180],
    ['zh', 90],
    ['zh', 180],
  ] as const)('is turned and read: %s, put in at %i degrees', async (language, degrees) => {
    const { picture, text } = await PAGES[language]();
    const page = await read(await sharp(picture).rotate(degrees).png().toBuffer());

    expect(page).toMatchObject({ method: 'ocr', language });
    const shown = page && 'text' in page ? page.text : '';
    const units = (all: string) => (language === 'zh' ? [...all.replace(/[\s\p{P}]/gu, '')].join(' ') : all);
    expect(wordAccuracy(units(text), units(shown))).toBeGreaterThanOrEqual(0.85);
  });

  it('keeps the years among Hindi, and Chinese for one whose language it is', async () => {
    const years =
      'संविधान सभा की पहली बैठक 9 दिसंबर 1946 को हुई। सभा ने इसे 26 नवंबर 1949 को स्वीकार किया, और यह 1950 में लागू हुआ।';
    const hindi = await read(await pictureOf(years, 'devanagari'));
    const [chinese] = await readAll(reader, (await PAGES.zh()).picture, [1], ['zh']);

    expect(hindi && 'text' in hindi ? hindi.text.match(/\d+/g) : '').toEqual(['9', '1946', '26', '1949', '1950']);
    expect(chinese?.text.match(/\p{Script=Han}/gu)?.length).toBeGreaterThanOrEqual(
      (CHINESE.match(/\p{Script=Han}/gu)?.length ?? 0) * 0.97,
    );
  });

  it('fails and names the language where there is no data of it', async () => {
    expect(await read(await pictureOf(THAI, 'thai'))).toMatchObject({ failure: 'LanguageMissing', language: 'th' });
  });

  it('is read in a PDF, page after page, and pages in English among them as before', async () => {
    const document = await PDFDocument.create();
    for (const text of [UKRAINIAN, 'The river rises in the hills and flows through three lakes to the sea.', ARABIC]) {
      const image = await document.embedPng(await pictureOf(text, text === ARABIC ? 'arabic' : 'cyrillic'));
      const page = document.addPage([595, 842]);
      page.drawImage(image, { x: 30, y: 400, width: 535, height: (535 * image.height) / image.width });
    }
    const pages = await readResults(reader, await document.save(), [1, 2, 3]);

    expect(pages).toMatchObject([{ language: 'uk' }, { language: 'en' }, { language: 'ar' }]);
  });
});
