import {
  continueAsNew,
  defineQuery,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MaterialActivities } from '../../activities/materials.js';
import { pageRanges } from '../../domain/text/page-ranges.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, runFlow, type Stopped } from '../run-flow.js';
import { atMostATenth, backgroundWork } from './background-work.js';
import { INGEST_PROGRESS, type IngestMaterialInput, type IngestProgress } from './messages.js';

/** Events of one history, far below 2,000, after which the run continues as new. */
const EVENTS_PER_HISTORY = 1_500;
/** Seconds in which one material is embedded before others get their turn. */
const TURN_SECONDS = 10;

/**
 * Turns one uploaded document into pages, chunks and vectors; each step resumes where a lost worker stopped. Pages are
 * cut and embedded while others are read, so that a long document can be asked from its first pages on.
 */
export async function ingestMaterial(input: IngestMaterialInput): Promise<'ready' | 'partial' | 'failed' | Stopped> {
  const { id, runNo, resume } = input;
  const run = { id, runNo };
  const core = proxyActivities<MaterialActivities>(activityOptions('core'));
  const ingestion = proxyActivities<MaterialActivities>(activityOptions('ingestion'));
  const embedding = proxyActivities<MaterialActivities>(activityOptions('embedding'));

  const progress: IngestProgress = { phase: 'claiming', pagesRead: 0, pageCount: null };
  setHandler(defineQuery<IngestProgress>(INGEST_PROGRESS), () => progress, { description: 'How far this run is' });
  const enter = (phase: IngestProgress['phase'], details: string) => {
    progress.phase = phase;
    setCurrentDetails(details);
  };

  const open = async () => {
    await claimRow('ingestMaterial', run);
    enter('probing', 'Opening the document and counting its pages.');
    return ingestion.probeMaterial.executeWithOptions({ summary: 'Count the pages' }, [run]);
  };

  const cut = (summary: string) => core.chunkMaterial.executeWithOptions({ summary }, [run]);
  const cutIfDue = atMostATenth(() => cut('Cut what is read into chunks'));
  const embedForATurn = async () => {
    const turn = { ...run, seconds: TURN_SECONDS };
    const { isDone } = await embedding.embedChunks.executeWithOptions({ summary: 'Embed for a turn' }, [turn]);
    return isDone;
  };
  const vectors = backgroundWork(embedForATurn);

  const body = async () => {
    const { pageCount } = resume ?? (await open());
    progress.pageCount = pageCount;
    const goOnInNewHistory = async (nextPage: number) => {
      await vectors.stop();
      await continueAsNew<typeof ingestMaterial>({ ...input, resume: { pageCount, nextPage } });
    };
    const isHistoryLong = () => workflowInfo().historyLength >= EVENTS_PER_HISTORY;

    const ranges = pageRanges(pageCount).filter(({ from }) => from >= (resume?.nextPage ?? 1));
    for (const range of ranges) {
      if (isHistoryLong()) await goOnInNewHistory(range.from);
      enter('reading', `Reading pages ${range.from} to ${range.to} of ${pageCount}.`);
      const summary = `Read pages ${range.from} to ${range.to}`;
      await ingestion.readPages.executeWithOptions({ summary }, [{ ...run, ...range }]);
      progress.pagesRead = range.to;
      if (range.to < pageCount && (await cutIfDue())) vectors.begin();
    }

    enter('chunking', `All ${pageCount} pages read; cutting them into chunks.`);
    const { chunkCount } = await cut('Cut into chunks');

    enter('embedding', `Computing vectors for ${chunkCount} chunks.`);
    await vectors.stop();
    while (!(await embedForATurn())) {
      if (isHistoryLong()) await goOnInNewHistory(pageCount + 1);
    }

    enter('finishing', 'Checking that every page is accounted for.');
    const outcome = await core.finishMaterial.executeWithOptions({ summary: 'Write the final state' }, [run]);
    enter('done', `Finished: ${outcome}, ${pageCount} pages, ${chunkCount} chunks.`);
    return outcome;
  };

  return runFlow(body, (end) => endRow('ingestMaterial', run, end));
}
