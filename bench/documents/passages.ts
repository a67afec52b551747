import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../stack/paths.js';
import type { Language } from './bench-file.js';

/** Sentences of each language: those of documents that the tutor is measured on, and two lists of our own. */
const DOCUMENTS: Partial<Record<Language, string>> = {
  en: 'cell-biology',
  de: 'waldoekologie',
  fr: 'electricite',
  es: 'imperio-inca',
  pt: 'oceanos',
  ru: 'elementy',
  ar: 'qalb',
  hi: 'samvidhan',
  zh: 'song-chao',
  ja: 'shouka',
};

const OWN: Partial<Record<Language, string>> = {
  it: `Il Po nasce sul Monviso a circa duemila metri di altezza. Scorre verso est attraverso la pianura e sfocia nel mare
Adriatico con un ampio delta. Lungo il suo corso riceve le acque di molti affluenti, tra cui il Ticino e l'Adda. Nei mesi
di maggio e novembre la portata è più alta, perché si sciolgono le nevi oppure cadono le piogge d'autunno. Già nel
Medioevo i contadini costruirono argini per difendere i campi dalle piene. Nel 1951 una grande alluvione colpì il
Polesine e costrinse migliaia di persone a lasciare le case. Oggi le acque servono all'irrigazione del riso, del mais e
dei frutteti. Le centrali lungo il fiume producono energia elettrica per le città vicine. Gli uccelli che migrano trovano
riposo nelle zone umide del delta. Una parte del territorio è protetta come parco naturale. I pescatori del luogo
allevano vongole nelle lagune poco profonde. Anche il turismo in bicicletta è cresciuto molto negli ultimi anni.`,
  tr: `Arılar düzenli topluluklar hâlinde yaşayan böceklerdir. Bir kovanda tek bir kraliçe, binlerce işçi ve birkaç yüz
erkek arı bulunur. Kraliçe yaz aylarında günde iki bine yakın yumurta bırakır. İşçi arılar çiçeklerden özsu ve çiçek tozu
toplar. Toplanan özsu peteklerde olgunlaşarak bala dönüşür. Bir kilogram bal için arıların milyonlarca çiçeğe uçması
gerekir. Yeni bulunan çiçeklerin yeri kovanda bir dansla anlatılır. Dansın yönü güneşe göre açıyı, süresi ise uzaklığı
gösterir. Kışın arılar birbirine sokularak kovanın ortasını ısıtır. Meyve bahçelerinde ürünün büyük bölümü arıların
taşıdığı çiçek tozuna bağlıdır. İlaçlanan tarlalar ve hastalıklar son yıllarda kovanların sayısını azaltmıştır. Bu yüzden
pek çok köyde arıcılara destek verilmektedir.`,
};

const SENTENCE = { min: 12, max: 260 };
const MARKDOWN = /[*_`|#[\]$^~<>\\]|\d\.\s/;

/** The first sentences of a language that are plain prose, each once. @param from leaves so many of them out */
export function sentencesOf(language: Language, count: number, from = 0): string[] {
  const found: string[] = [];
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(proseOf(language))) {
    const sentence = segment.replace(/\s+/g, ' ').trim().normalize('NFC');
    const fits = sentence.length >= SENTENCE.min && sentence.length <= SENTENCE.max;
    if (fits && !MARKDOWN.test(sentence) && !found.includes(sentence)) found.push(sentence);
  }
  return found.slice(from, from + count);
}

function proseOf(language: Language): string {
  const document = DOCUMENTS[language];
  if (document === undefined) return OWN[language] ?? '';
  const text = readFileSync(join(ROOT, 'bench', 'tutor', 'documents', `${document}.md`), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.length > 80 && !/^[|#>*-]/.test(line))
    .join('\n\n');
}

/** Scripts without spaces between words. */
export const isUnspaced = (language: Language): boolean => language === 'zh' || language === 'ja';

/** Sentences set in lines of so many letters at most; signs of Chinese and Japanese take two places. */
export function setInLines(sentences: readonly string[], width: number, language: Language): string[] {
  if (isUnspaced(language)) {
    const text = sentences.join('');
    const each = Math.floor(width / 2);
    return Array.from({ length: Math.ceil(text.length / each) }, (_, at) => text.slice(at * each, (at + 1) * each));
  }
  const lines = [''];
  for (const word of sentences.join(' ').split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
