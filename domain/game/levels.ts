/** XP at which a level is reached: 0, 100, 300, 600, 1000 ... */
export const xpOfLevel = (level: number): number => 50 * level * (level - 1);

/** The level of so much XP; corrections may bring the XP below zero, but no level below 1. */
export function levelOf(xp: number): number {
  if (xp < xpOfLevel(2)) return 1;
  // The square root is exact enough up to 3.5e15 XP, a million times what a level's column holds.
  return Math.floor((1 + Math.sqrt(1 + (4 * xp) / 50)) / 2);
}
