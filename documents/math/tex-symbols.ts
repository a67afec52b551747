import { GREEK } from '../../domain/text/greek.js';

/** Signs by their commands: those that a formula is read by, as KaTeX knows them. */
const SIGNS =
  'Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega ∆ Delta µ mu ϵ epsilon ε varepsilon ϑ vartheta ϖ varpi ϱ varrho ς varsigma ϕ phi φ varphi ' +
  '± pm ∓ mp × times ÷ div · cdot ⋅ cdot ∙ cdot ∗ ast ⋆ star ∘ circ • bullet ⊕ oplus ⊖ ominus ⊗ otimes ⊙ odot † dagger ' +
  '≤ le ≥ ge ⩽ le ⩾ ge ≠ ne ≈ approx ≅ cong ≡ equiv ∼ sim ≃ simeq ∝ propto ≪ ll ≫ gg ≺ prec ≻ succ ≔ coloneqq ≜ triangleq ≐ doteq ' +
  '→ to ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↦ mapsto ⟶ longrightarrow ⟵ longleftarrow ⟹ Longrightarrow ⟺ Longleftrightarrow ↑ uparrow ↓ downarrow ⇌ rightleftharpoons ⇀ rightharpoonup ↗ nearrow ↘ searrow ' +
  '∈ in ∉ notin ∋ ni ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ∪ cup ∩ cap ∖ setminus ∅ emptyset ∀ forall ∃ exists ∄ nexists ¬ neg ∧ wedge ∨ vee ⊢ vdash ⊨ models ⊥ perp ∥ parallel ∠ angle △ triangle ∴ therefore ∵ because ' +
  '∞ infty ∂ partial ∇ nabla ℏ hbar ℓ ell ℜ Re ℑ Im ℵ aleph ℘ wp ′ prime … ldots ⋯ cdots ⋮ vdots ⋱ ddots √ surd ' +
  '∑ sum ∏ prod ∐ coprod ∫ int ∬ iint ∭ iiint ∮ oint ⋃ bigcup ⋂ bigcap ⋁ bigvee ⋀ bigwedge ⨁ bigoplus ⨂ bigotimes ' +
  '⟨ langle ⟩ rangle 〈 langle 〉 rangle ⌊ lfloor ⌋ rfloor ⌈ lceil ⌉ rceil ‖ Vert ∣ mid | vert ~ sim \\ backslash';

const COMMANDS: ReadonlyMap<string, string> = new Map([
  ...[...GREEK].map(([letter, name]) => [letter, `\\${name}`] as const),
  ...pairs(SIGNS).map(([sign, name]) => [sign, `\\${name}`] as const),
  ...pairs('ℝ R ℕ N ℤ Z ℚ Q ℂ C ℙ P 𝔼 E').map(([sign, letter]) => [sign, `\\mathbb{${letter}}`] as const),
  // What TeX would take for a sign of its own.
  ...['#', '$', '%', '&', '_', '{', '}'].map((sign) => [sign, `\\${sign}`] as const),
  ['^', '\\wedge'],
  ['−', '-'],
  ['–', '-'],
  ['∕', '/'],
  ['⁄', '/'],
  ['‐', '-'],
  ['°', '^{\\circ}'],
  ['″', "''"],
  ['\u2061', ''],
  ['\u2062', ''],
  ['\u2063', ''],
  ['\u2064', ''],
  ['\u200B', ''],
]);

/** Operators whose limits stand below and above them. */
export const LARGE_OPERATORS: ReadonlySet<string> = new Set([...'∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂']);

/** Functions that TeX has a command for. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  'arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim ln log max min sec sin sinh sup tan tanh Pr liminf limsup'.split(
    ' ',
  ),
);

/** The command of a function by its name; undefined for a name that is none. */
export const functionCommand = (name: string): string | undefined => (FUNCTIONS.has(name) ? `\\${name}` : undefined);

/** Letters of formulas by shape, such as 𝑥 and 𝐅, which are plain letters in TeX. */
const MATH_LETTERS = /[\u{1D400}-\u{1D7FF}ℎ]/gu;

/** Powers as people type them, runs of letters, and single signs. */
const PIECES = /(?<=[\p{L}\p{N})])\^(-?\d+|[A-Za-z])(?![\p{N}^])|[\p{L}\p{M}]+|[^\p{L}\p{M}]/gu;

/** Characters of a formula as TeX: commands for signs, what TeX would read otherwise escaped, other letters as text. */
export function texOf(text: string): string {
  const plain = text.replace(MATH_LETTERS, (letter) => letter.normalize('NFKC'));
  return joinTex([...plain.matchAll(PIECES)].flatMap(([piece, power]) => (power ? [`^{${power}}`] : partsOf(piece))));
}

/** A run of letters stays one, but for Greek; letters that TeX's fonts do not have are set as text. */
function partsOf(piece: string): string[] {
  if (/^[A-Za-z]+$/.test(piece)) return [piece];
  const known = [...piece].map((character) => COMMANDS.get(character));
  if (known.some((command) => command !== undefined))
    return [...piece].map((character, at) => known[at] ?? partsOf(character)[0] ?? '');
  return [/^\p{L}/u.test(piece) && !/^[A-Za-z]/.test(piece) ? `\\text{${piece}}` : piece.replace(/\s+/g, ' ')];
}

/** Words in a formula, such as 'if' and 'kg'. */
export const texText = (text: string): string =>
  `\\text{${text.replace(/[\\^~]/g, ' ').replace(/[#$%&_{}]/g, '\\$&')}}`;

const COMMAND_END = /\\[A-Za-z]+$/;
/** A longer command there is none. */
const LONGEST_COMMAND = 30;

/** Pieces of TeX in a row: a blank keeps a letter out of the command before it. */
export function joinTex(parts: readonly string[]): string {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1) ?? '';
    if (/^[A-Za-z]/.test(part) && COMMAND_END.test(before.slice(-LONGEST_COMMAND))) joined.push(' ');
    if (part !== '') joined.push(part);
  }
  return joined.join('');
}

function pairs(list: string): [string, string][] {
  const words = list.split(' ');
  return words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : []) as [string, string][]);
}
