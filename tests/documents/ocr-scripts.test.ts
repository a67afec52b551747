import { afterAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { createDocumentReader } from '../../documents/index.js';
import { pictureOf } from './script-pages.js';
import { readResults, wordAccuracy } from './support.js';

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
