import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);

export const ENGLISH = 'eng';
/** Languages of one reading beside English, at most; each makes it slower and likelier to confuse them. */
const MAX_OTHERS = 2;

/** The engine's names of languages by those of ISO 639-1, where Chinese also has a script. */
export const CODES: ReadonlyMap<string, string> = new Map(
  `ar=ara az=aze be=bel bg=bul bn=ben bs=bos ca=cat cs=ces cy=cym da=dan de=deu el=ell en=eng eo=epo es=spa et=est
  eu=eus fa=fas fi=fin fr=fra ga=gle gl=glg gu=guj he=heb hi=hin hr=hrv hu=hun hy=hye id=ind is=isl it=ita ja=jpn
  ka=kat kk=kaz km=khm kn=kan ko=kor lo=lao lt=lit lv=lav mk=mkd ml=mal mr=mar ms=msa mt=mlt my=mya nb=nor ne=nep nl=nld
  nn=nor no=nor pa=pan pl=pol ps=pus pt=por ro=ron ru=rus sa=san si=sin sk=slk sl=slv sq=sqi sr=srp sv=swe sw=swa
  ta=tam te=tel th=tha tl=tgl tr=tur uk=ukr ur=urd uz=uzb vi=vie zh=chi_sim`
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

/**
 * The languages to read with: English, and those of the locales whose data is installed.
 * @param locales as in `de-CH`; unknown ones are left out
 * @param folder of further data (OCR_DATA_FOLDER)
 * @returns the engine's codes, the same for the same languages, which are the same worker then
 */
export function installedLanguages(locales: readonly string[] = [], folder?: string): string[] {
  const codes = locales
    .map(codeOf)
    .filter((code) => code !== undefined && code !== ENGLISH && isInstalled(code, folder));
  const others = [...new Set(codes as string[])].slice(0, MAX_OTHERS);
  return besideEnglish(others.toSorted());
}

/**
 * What the engine reads these languages with best, and English, as it was measured. It leans to the first: with English
 * before German it takes umlauts for letters of English, and with German first it reads English as well. Beside English
 * Chinese is read as letters of English; its data has those that stand in a Chinese text. Figures among Hindi are lost
 * unless English comes first.
 */
export function besideEnglish(codes: readonly string[]): string[] {
  const alone = codes.find((code) => ALONE.test(code));
  if (alone !== undefined) return [alone];
  const isLast = (code: string) => code === 'hin';
  return [...codes.filter((code) => !isLast(code)), ENGLISH, ...codes.filter(isLast)];
}

const ALONE = /^(?:chi_|jpn|kor)/;

/**
 * Calls `work` with a folder that holds the data of all these languages: the engine takes only one, and each
 * language comes in a package of its own. The folder is removed afterwards.
 */
export async function withLanguageData<T>(
  codes: readonly string[],
  folder: string | undefined,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const together = await mkdtemp(path.join(tmpdir(), 'scholium-ocr-'));
  try {
    // The engine takes a file of this name, compressed or not.
    for (const code of codes)
      await symlink(dataFile(code, folder) ?? '', path.join(together, `${code}.traineddata.gz`));
    return await work(together);
  } finally {
    await rm(together, { recursive: true, force: true });
  }
}

/** The engine's name of a language; undefined where it knows none. @param locale as in `de-CH` */
export function codeOf(locale: string): string | undefined {
  const [language = '', ...rest] = locale.toLowerCase().split(/[-_]/);
  if (language === 'zh' && rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part))) return 'chi_tra';
  return CODES.get(language);
}

/** Whether there is data of a language (the engine's code). */
export const isInstalled = (code: string, folder?: string): boolean => dataFile(code, folder) !== undefined;

/** Of its package (`@tesseract.js-data/<code>`), the smaller and equally accurate model; else in the operator's folder. */
function dataFile(code: string, folder: string | undefined): string | undefined {
  const packed = packageFolder(code);
  const files = [
    ...(packed === undefined ? [] : [path.join(packed, MODEL, `${code}.traineddata.gz`)]),
    ...(folder ? [`${code}.traineddata.gz`, `${code}.traineddata`].map((name) => path.resolve(folder, name)) : []),
  ];
  return files.find((file) => existsSync(file));
}

function packageFolder(code: string): string | undefined {
  try {
    return path.dirname(require.resolve(`@tesseract.js-data/${code}/package.json`));
  } catch {
    return undefined;
  }
}

/** The model of a package that is read with. */
export const MODEL = '4.0.0_best_int';
