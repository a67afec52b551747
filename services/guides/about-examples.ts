import type { AiCall, EmbeddingProvider } from '../../clients/ai/provider.js';
import type { AboutLikeness } from '../../domain/guides/about-question.js';
import { ABOUT_KINDS, type GuideLanguage } from '../../domain/guides/guide-language.js';
import { cosine } from '../../domain/guides/vectors.js';

/** Questions about whole materials, in every language that is known, to compare others with. */
export interface AboutExamples {
  languages(): Promise<readonly GuideLanguage[]>;
  /** The example that a question is nearest to; undefined where there is no encoder. @throws what the encoder throws. */
  nearest(question: string, call: AiCall): Promise<AboutLikeness | undefined>;
}

/** Texts of one call to the encoder. */
const BATCH = 16;

/** Examples that are embedded once, when the first question is compared with them. */
export function createAboutExamples({
  languages,
  encoder,
}: {
  languages: AboutExamples['languages'];
  encoder: Pick<EmbeddingProvider, 'embed'> | null;
}): AboutExamples {
  let examples: Promise<{ kind: AboutLikeness['kind']; vector: number[] }[]> | undefined;

  async function embedExamples(embed: EmbeddingProvider['embed']) {
    const questions = (await languages()).flatMap((language) =>
      ABOUT_KINDS.flatMap((kind) => language.questions[kind].map((text) => ({ kind, text }))),
    );
    const vectors: number[][] = [];
    for (let at = 0; at < questions.length; at += BATCH)
      vectors.push(
        ...(await embed(
          questions.slice(at, at + BATCH).map(({ text }) => text),
          'query',
        )),
      );
    return questions.map(({ kind }, at) => ({ kind, vector: vectors[at] ?? [] }));
  }

  return {
    languages,
    async nearest(question, { signal }) {
      if (!encoder) return undefined;
      examples ??= embedExamples(encoder.embed);
      const known = await examples.catch((error: unknown) => {
        examples = undefined;
        throw error;
      });
      const [vector = []] = await encoder.embed([question], 'query', { signal });
      const scored = known.map(({ kind, vector: other }) => ({ kind, likeness: cosine(vector, other) }));
      return scored.reduce<AboutLikeness | undefined>(
        (top, one) => (top && top.likeness >= one.likeness ? top : one),
        undefined,
      );
    },
  };
}
