import { foldText } from '../../text/fold-text.js';
import { asciiArithmetic, plainTex } from '../../text/plain-tex.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import { asciiNumbers } from '../../tutor/support/quantities.js';
import { inFirstUnit, kindOf, signAt } from '../../tutor/support/units.js';
import { evaluateFormula } from '../formula/evaluate.js';
import { normalText } from './normal-text.js';
import { plainFigures } from './plain-signs.js';

/** A number with what it measures: `m` for lengths; undefined for a bare number or a share. */
interface Measured {
  value: number;
  kind: string | undefined;
}

/** A length squared or cubed, as `m²`, `m^2` or `m2`: its power is of the unit, and not of the number. */
const POWER = /(?<=\d\s*)([cdkmµμ]?m)\^?\(?([23])\)?$/u;
const NUMBER_END = /^(.*[\d)]|.*pi)\s*(.*)$/su;

/** What a text is as a number, as its language writes them, where it is one: `2+2`, `$\frac{1}{2}$`, `50 %`, `1 km`. */
export function measuredIn(text: string, language: LanguageCode): Measured | undefined {
  const plain = plainFigures(asciiArithmetic(plainTex(asciiNumbers(text))), language)
    .trim()
    .replace(/[.;]$/, '')
    .replace(POWER, (_, unit: string, power: string) => `${unit}${power === '2' ? '²' : '³'}`);
  const [, digits = '', rest = ''] = NUMBER_END.exec(plain) ?? [];
  const value = numberOf(digits) ?? undefined;
  if (value === undefined) return undefined;
  if (rest === '') return { value, kind: undefined };
  if (rest === '%') return { value: value / 100, kind: undefined };
  const sign = signAt(rest);
  const unit =
    sign && sign.length === rest.length
      ? sign.sign
      : lexiconOf(language).units.get(foldText(rest).replaceAll(' ', '_'));
  return unit === undefined ? undefined : { value: inFirstUnit(value, unit), kind: kindOf(unit) };
}

function numberOf(text: string): number | undefined {
  try {
    return evaluateFormula(text);
  } catch {
    return undefined;
  }
}

const SAME = 1e-9;

/** Whether two options say the same: as texts, or as numbers with their units. */
export function isSameOption(one: string, other: string, language: LanguageCode): boolean {
  if (normalText(one) === normalText(other)) return true;
  const [a, b] = [measuredIn(one, language), measuredIn(other, language)];
  if (!a || !b || a.kind !== b.kind) return false;
  return Math.abs(a.value - b.value) <= SAME * Math.max(Math.abs(a.value), Math.abs(b.value));
}
