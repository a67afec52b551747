/** First digits of the scripts that write numbers in tens of their own. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** Text with the digits and number signs of every script as ASCII has them; each character stays in its place. */
export function asciiDigits(text: string): string {
  return text
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = ZEROS.find((one) => code >= one && code < one + 10);
      return zero === undefined ? digit : String(code - zero);
    })
    .replace(/[٫]/g, '.')
    .replace(/[٬]/g, ',')
    .replace(/[٪％]/g, '%')
    .replace(/．/g, '.')
    .replace(/，(?=\d)/g, ',');
}

/**
 * A word as it is compared: lower case, without accents, vowel signs of Arabic and the dot of Hindi, so that spellings
 * of one word are one.
 */
export function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u093c]/g, '')
    .replace(/ß/g, 'ss')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .normalize('NFC');
}
