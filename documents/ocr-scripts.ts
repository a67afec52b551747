/** Languages by the scripts that the engine tells apart: what a page in it is probably in, the likeliest first. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  Arabic: ['ar', 'fa', 'ur'],
  Armenian: ['hy'],
  Bengali: ['bn'],
  Cyrillic: ['ru', 'uk', 'bg', 'sr', 'be', 'mk', 'kk'],
  Devanagari: ['hi', 'mr', 'ne'],
  Georgian: ['ka'],
  Greek: ['el'],
  Gujarati: ['gu'],
  Gurmukhi: ['pa'],
  Han: ['zh', 'ja'],
  HangulScript: ['ko'],
  Hangul: ['ko'],
  Hebrew: ['he'],
  Hiragana: ['ja'],
  Japanese: ['ja', 'zh'],
  Kannada: ['kn'],
  Katakana: ['ja'],
  Khmer: ['km'],
  Korean: ['ko'],
  Lao: ['lo'],
  Malayalam: ['ml'],
  Myanmar: ['my'],
  Sinhala: ['si'],
  Tamil: ['ta'],
  Telugu: ['te'],
  Thai: ['th'],
};

/** The languages (BCP 47) of a script, as the engine names it; none of Latin and of scripts that it cannot read. */
export const languagesOfScript = (script: string): readonly string[] => LANGUAGES[script] ?? [];
