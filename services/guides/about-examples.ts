import { embedInBatches } from '../../clients/ai/embed-in-batches.js';
import type { AiCall, EmbeddingProvider } from '../../clients/ai/provider.js';
import type { AboutLikeness } from '../../domain/guides/about-question.js';
import { ABOUT_KINDS, type GuideLanguage } from '../../domain/guides/guide-language.js';
import { wordsOf } from '../../domain/guides/words.js';
import { cosine } from '../../lib/cosine.js';

/** Questions about whole materials, in every language that is known, to compare others with. */
export interface AboutExamples {
  languages(): Promise<readonly GuideLanguage[]>;
  /**
   * The example that a question is nearest to; undefined where nothing can tell: without an encoder, and in the
   * seconds in which the examples are embedded after the first such question.
   * @throws what the encoder throws.
   */
  nearest(question: string, call: AiCall): Promise<AboutLikeness | undefined>;
  /** Settles when the examples are embedded. */
  ready(): Promise<unknown>;
}

type Encoder = Pick<EmbeddingProvider, 'embed'>;

interface Example {
  kind: AboutLikeness['kind'];
  text: string;
}

/** Compares questions with examples: those that are an example by their words, others by the encoder. */
export function createAboutExamples({
  languages,
  encoders,
}: {
  languages: AboutExamples['languages'];
  /** Questions wait for nobody; the examples, which are many, are embedded among documents. Null without an encoder. */
  encoders: { ofQuestions: Encoder; ofDocuments: Encoder } | null;
}): AboutExamples {
  const examples = once(async () =>
    (await languages()).flatMap(({ questions }) =>
      ABOUT_KINDS.flatMap((kind) => questions[kind].map((text): Example => ({ kind, text }))),
    ),
  );
  let vectors: readonly (readonly number[])[] | undefined;
  const ready = once(async () => {
    if (!encoders) return;
    const texts = (await examples()).map(({ text }) => text);
    vectors = await embedInBatches(texts, (batch) => encoders.ofDocuments.embed(batch, 'query'));
  });

  return {
    languages,
    ready,
    async nearest(question, { signal }) {
      const known = await examples();
      const asked = wordsOf(question).join(' ');
      const same = known.find(({ text }) => wordsOf(text).join(' ') === asked);
      if (same) return { kind: same.kind, likeness: 1 };
      if (!encoders) return undefined;
      // Nobody waits for it; where it fails it begins again with the next question.
      if (!vectors) ready().catch(() => {});
      if (!vectors) return undefined;
      const [vector = []] = await encoders.ofQuestions.embed([question], 'query', { signal });
      const scored = known.map(({ kind }, at) => ({ kind, likeness: cosine(vector, vectors?.[at] ?? []) }));
      return scored.reduce<AboutLikeness | undefined>(
        (top, one) => (top && top.likeness >= one.likeness ? top : one),
        undefined,
      );
    },
  };
}

/** Makes something once, for all who ask; after a failure again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
