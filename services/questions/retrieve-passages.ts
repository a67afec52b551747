import type { Knex } from 'knex';
import type { AiCall, EmbeddingProvider } from '../../clients/ai/provider.js';
import type { SearchScope } from '../../db/queries/retrieval.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import type { SearchedPart } from '../../domain/text/searched-part.js';
import { searchText } from '../../domain/tutor/thread.js';
import type { MeterOf } from '../ai/meter.js';
import { writeInRun } from '../runs/lock-run.js';
import { earlierTurns } from './earlier-turns.js';
import { enterPhase } from './enter-phase.js';
import type { PassageSource } from './passage-source.js';
import { searchScopeOf } from './question-scope.js';
import { questionText } from './question-text.js';
import { rankChunks } from './rank-chunks.js';

export interface RetrieveDeps {
  db: Knex;
  source: PassageSource;
  /** Every provider there is; vectors of each are searched where there are some. */
  embeddings: readonly EmbeddingProvider[];
  meterOf: MeterOf;
}

/**
 * Finds the chunks to answer from, by vector and by words, among the asker's own and those of lessons.
 * @returns chunk ids, the asker's own first, each kind best first; none where nothing is near
 * @throws Failure Superseded, AiBudgetExhausted, and those of the embedding providers.
 */
export async function retrievePassages(
  deps: RetrieveDeps,
  run: Run,
  signal: AbortSignal,
): Promise<{ chunkIds: string[] }> {
  const message = await enterPhase(deps, { ...run, phase: 'retrieving' });
  const question = searchText(questionText(message), await earlierTurns(deps, message));
  const call = { signal, meter: deps.meterOf({ userId: message.userId, resourceId: message.id }) };
  const { source } = deps;
  const scope = searchScopeOf(message);
  const vectors = await embedQuestion(deps, scope, question, call);
  // Before the search: what is told to be there was there.
  await tellSearched(deps, run, await source.partlySearched(scope));
  const ranked = await rankChunks(deps, { scope, search: { question, vectors } });
  return { chunkIds: ranked.map(({ id }) => id) };
}

const tellSearched = (deps: RetrieveDeps, run: Run, partlySearched: SearchedPart[]): Promise<unknown> =>
  writeInRun(deps, 'answerQuestion', run, (question, trx) => question.$query(trx).patch({ partlySearched }));

/** Once for each model that there are vectors of: vectors of two models are never compared. */
async function embedQuestion({ source, embeddings }: RetrieveDeps, scope: SearchScope, question: string, call: AiCall) {
  const present = await source.models(
    scope,
    embeddings.map(({ model }) => model),
  );
  const embedded = embeddings
    .filter(({ model, dimensions }) => dimensions > 0 && present.includes(model))
    .map(async ({ model, embed }) => {
      const [vector] = await embed([question], 'query', call);
      if (!vector) throw new Failure('AiBadOutput');
      return { model, vector };
    });
  return Promise.all(embedded);
}
