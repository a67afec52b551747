import { createRequire } from 'node:module';
import sharp from 'sharp';

const require = createRequire(import.meta.url);

/** Fonts with the letters of a script, from packages. */
export const FONTS = {
  cyrillic: '@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf',
  arabic: '@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  devanagari: '@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
  thai: '@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
} as const;
const FAMILIES = {
  cyrillic: 'PT Sans',
  arabic: 'Noto Naskh Arabic',
  devanagari: 'Noto Sans Devanagari',
  thai: 'Noto Sans Thai',
} as const;

/** A picture of a page with this text, black on white, at 150 dots per inch. */
export async function pictureOf(text: string, script: keyof typeof FONTS): Promise<Uint8Array> {
  const fontfile = require.resolve(FONTS[script]);
  const drawn = sharp({ text: { text, font: `${FAMILIES[script]} 12`, fontfile, width: 1_000, dpi: 150 } });
  const letters = await drawn.extractChannel(0).negate().png().toBuffer();
  const edges = { top: 90, bottom: 90, left: 90, right: 90 };
  return sharp(letters)
    .extend({ ...edges, background: '#ffffff' })
    .png()
    .toBuffer();
}
