const LETTERS =
  'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega';

/** The small letters of Greek that have names of their own in TeX, by letter; omicron is written as o. */
export const GREEK: ReadonlyMap<string, string> = new Map(
  LETTERS.split(' ').flatMap((letter, at, all) => (at % 2 === 0 ? [[letter, all[at + 1] ?? '']] : [])) as [
    string,
    string,
  ][],
);
