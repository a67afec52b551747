import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageLanguage } from '../../../domain/text/page-language.js';

/** Some 200 letters each, written for this test. */
const TEXTS: Readonly<Record<string, string>> = {
  en: 'The mill stands where the two streams meet, and its wheel has turned since the spring of 1784. In dry summers the miller opened the upper gate at dawn, so that there was enough water for three hours of work before noon.',
  de: 'Die Mühle steht dort, wo die beiden Bäche zusammenfließen, und ihr Rad dreht sich seit dem Frühling 1784. In trockenen Sommern öffnete der Müller schon im Morgengrauen das obere Wehr, damit das Wasser für drei Stunden reichte.',
  fr: "Le moulin se trouve à l'endroit où les deux ruisseaux se rejoignent, et sa roue tourne depuis le printemps de 1784. Pendant les étés secs, le meunier ouvrait la vanne dès l'aube pour avoir assez d'eau jusqu'à midi.",
  es: 'El molino está donde se juntan los dos arroyos, y su rueda gira desde la primavera de 1784. En los veranos secos el molinero abría la compuerta de arriba al amanecer para que el agua alcanzara hasta el mediodía.',
  pt: 'O moinho fica onde os dois ribeiros se encontram, e a sua roda gira desde a primavera de 1784. Nos verões secos o moleiro abria a comporta de cima ao amanhecer para que a água chegasse até ao meio-dia.',
  it: 'Il mulino si trova dove i due ruscelli si incontrano, e la sua ruota gira dalla primavera del 1784. Nelle estati secche il mugnaio apriva la chiusa di sopra all’alba perché l’acqua bastasse fino a mezzogiorno.',
  nl: 'De molen staat waar de twee beken samenkomen, en het rad draait sinds het voorjaar van 1784. In droge zomers opende de molenaar bij het ochtendgloren de bovenste sluis, zodat er genoeg water was tot de middag.',
  pl: 'Młyn stoi tam, gdzie łączą się dwa strumienie, a jego koło obraca się od wiosny 1784 roku. W suche lata młynarz otwierał górną śluzę już o świcie, żeby wody wystarczyło na trzy godziny pracy przed południem.',
  cs: 'Mlýn stojí tam, kde se stékají dva potoky, a jeho kolo se otáčí od jara roku 1784. V suchých létech mlynář otevíral horní stavidlo už za svítání, aby voda stačila na tři hodiny práce před polednem.',
  sv: 'Kvarnen står där de två bäckarna möts, och dess hjul har snurrat sedan våren 1784. Under torra somrar öppnade mjölnaren den övre luckan redan i gryningen, så att vattnet räckte till tre timmars arbete före middag.',
  fi: 'Mylly seisoo siellä, missä kaksi puroa yhtyy, ja sen ratas on pyörinyt keväästä 1784 lähtien. Kuivina kesinä mylläri avasi ylemmän luukun jo aamunkoitteessa, jotta vesi riittäisi kolmeksi tunniksi ennen puoltapäivää.',
  hu: 'A malom ott áll, ahol a két patak összefolyik, és kereke 1784 tavasza óta forog. Száraz nyarakon a molnár már hajnalban kinyitotta a felső zsilipet, hogy a víz délig három óra munkára elég legyen.',
  tr: 'Değirmen iki derenin birleştiği yerde durur ve çarkı 1784 baharından beri döner. Kurak yazlarda değirmenci üst kapağı daha şafakta açardı, böylece öğleden önce üç saatlik iş için yeterince su olurdu.',
  id: 'Kincir itu berdiri di tempat dua sungai kecil bertemu, dan rodanya sudah berputar sejak musim semi tahun 1784. Pada musim kemarau tukang giling membuka pintu air bagian atas sejak fajar agar airnya cukup sampai siang.',
  vi: 'Cối xay nước nằm ở nơi hai con suối gặp nhau, và bánh xe của nó đã quay từ mùa xuân năm 1784. Vào những mùa hè khô hạn, người thợ xay mở cửa cống phía trên từ lúc rạng đông để có đủ nước cho đến trưa.',
  ru: 'Мельница стоит там, где сливаются два ручья, и её колесо крутится с весны 1784 года. В сухие годы мельник открывал верхний шлюз ещё на рассвете, чтобы воды хватило на три часа работы до полудня.',
  uk: 'Млин стоїть там, де зливаються два струмки, і його колесо крутиться з весни 1784 року. У сухі роки мельник відчиняв верхній шлюз ще на світанку, щоб води вистачило на три години роботи до полудня.',
  ar: 'تقع الطاحونة حيث يلتقي الجدولان، وعجلتها تدور منذ ربيع ذلك العام. وفي فصول الصيف الجافة كان الطحان يفتح البوابة العليا عند الفجر لكي يكفي الماء ثلاث ساعات من العمل قبل الظهر.',
  hi: 'चक्की वहाँ खड़ी है जहाँ दो नाले मिलते हैं और उसका पहिया उस वसंत से घूम रहा है। सूखी गर्मियों में चक्की वाला भोर में ही ऊपर का फाटक खोल देता था ताकि दोपहर तक तीन घंटे के काम के लिए पानी रहे।',
  zh: '水磨坊建在两条小溪汇合的地方，它的轮子从那年春天起一直转动。干旱的夏天，磨坊主在黎明时分就打开上面的水闸，好让水够用到中午以前的三个小时。',
  ja: '水車小屋は二つの小川が合うところに立ち、その車輪はあの春から回り続けている。乾いた夏には、粉屋は夜明けに上の水門を開け、昼まで三時間働けるだけの水をためた。',
  ko: '물레방아는 두 시내가 만나는 곳에 서 있고, 그 바퀴는 그해 봄부터 돌고 있다. 가문 여름이면 방앗간 주인은 새벽에 위쪽 수문을 열어 한낮까지 세 시간 일할 물을 모았다.',
  th: 'โรงสีน้ำตั้งอยู่ตรงที่ลำธารสองสายมาบรรจบกัน และล้อของมันหมุนมาตั้งแต่ฤดูใบไม้ผลิปีนั้น ในหน้าแล้งคนโม่แป้งเปิดประตูน้ำด้านบนตั้งแต่เช้ามืด',
  el: 'Ο μύλος στέκεται εκεί όπου συναντιούνται τα δύο ρυάκια, και ο τροχός του γυρίζει από την άνοιξη εκείνης της χρονιάς.',
  he: 'הטחנה עומדת במקום שבו נפגשים שני הנחלים, והגלגל שלה מסתובב מאז אותו אביב.',
};

describe('the language of a page', () => {
  test.each(Object.entries(TEXTS))('is told: %s', (language, text) => expect(pageLanguage(text)).toBe(language));

  test('is told of letters that OCR took for English ones', () => {
    const plain = ['de', 'fr', 'es', 'pt', 'pl', 'tr'].filter((language) => {
      const text = (TEXTS[language] ?? '')
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replaceAll('ł', 'l')
        .replaceAll('ı', 'i');
      return pageLanguage(text) !== language;
    });
    expect(plain).toEqual([]);
  });

  test('is told of capitals alone', () => {
    expect(
      ['en', 'de', 'pl', 'tr', 'ru'].filter(
        (language) => pageLanguage(TEXTS[language]?.toUpperCase() ?? '') !== language,
      ),
    ).toEqual([]);
  });

  test('is that of most of it', () => {
    expect(pageLanguage(`Water mill, moulin, molino\n\n${TEXTS.de}`)).toBe('de');
    expect(pageLanguage(`${TEXTS.zh}\nThe mill stands where the streams meet.`)).toBe('zh');
  });

  test.each([
    '',
    '1784 + 3 = 1787',
    'Brest 6 m, Cuxhaven 3 m, Fundy 16 m',
    'Zn Cu Ag Au Pt Hg Pb',
    '| Place | Built |\n| --- | --- |\n| QuayAnville | 1200 |\n| QuayBeville | 1207 |\n| QuayCoville | 1214 |',
    'Metal,Symbol,Found\nIndium,In,1863\nGallium,Ga,1875\nSodium,Na,1807\nOsmium,Os,1803\nTin,Sn,antiquity',
    'Aino Virtanen\nMatti Korhonen\nLiisa Mäkinen\nJuha Nieminen\nSari Heikkinen',
    'Janez Horvat, Ana Kovač, Marko Zupančič, Iva Krajnc, Luka Potočnik in Nina Golob',
    'Hamburg München Köln Düsseldorf Nürnberg Lübeck Würzburg Göttingen',
    'Homo sapiens\nCanis lupus\nUrsus arctos\nQuercus robur\nFagus silvatica',
    'Młyn',
    'ᏣᎳᎩ'.repeat(20),
  ])('is not told by too little: %s', (text) => expect(pageLanguage(text)).toBeUndefined());

  test('is a name that Intl knows, or none, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const language = pageLanguage(text);
        if (language !== undefined) expect(Intl.getCanonicalLocales(language)).toEqual([language]);
      }),
    );
  });

  test('of a long page is told in little time', () => {
    expect(pageLanguage('word '.repeat(200_000))).toBeUndefined();
    expect(pageLanguage('a'.repeat(1_000_000))).toBeUndefined();
  });
});
