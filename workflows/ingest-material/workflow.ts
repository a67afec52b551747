import { continueAsNew, defineQuery, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MaterialActivities } from '../../activities/materials.js';
import { pageRanges } from '../../domain/text/page-ranges.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, runFlow, type Stopped } from '../run-flow.js';
import { INGEST_PROGRESS, type IngestMaterialInput, type IngestProgress } from './messages.js';

/** Page ranges of one history: at some 6 events each it stays far below 2,000. */
const RANGES_PER_HISTORY = 150;

/** Turns one uploaded document into pages, chunks and vectors; each step resumes where a lost worker stopped. */
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

  const body = async () => {
    const { pageCount } = resume ?? (await open());
    progress.pageCount = pageCount;

    const ranges = pageRanges(pageCount).filter(({ from }) => from >= (resume?.nextPage ?? 1));
    for (const [index, range] of ranges.entries()) {
      if (index === RANGES_PER_HISTORY) {
        await continueAsNew<typeof ingestMaterial>({ ...input, resume: { pageCount, nextPage: range.from } });
      }
      enter('reading', `Reading pages ${range.from} to ${range.to} of ${pageCount}.`);
      const summary = `Read pages ${range.from} to ${range.to}`;
      await ingestion.readPages.executeWithOptions({ summary }, [{ ...run, ...range }]);
      progress.pagesRead = range.to;
    }

    enter('chunking', `All ${pageCount} pages read; cutting them into chunks.`);
    const { chunkCount } = await core.chunkMaterial.executeWithOptions({ summary: 'Cut into chunks' }, [run]);

    enter('embedding', `Computing vectors for ${chunkCount} chunks.`);
    await embedding.embedChunks.executeWithOptions({ summary: `Embed ${chunkCount} chunks` }, [run]);

    enter('finishing', 'Checking that every page is accounted for.');
    const outcome = await core.finishMaterial.executeWithOptions({ summary: 'Write the final state' }, [run]);
    enter('done', `Finished: ${outcome}, ${pageCount} pages, ${chunkCount} chunks.`);
    return outcome;
  };

  return runFlow(body, (end) => endRow('ingestMaterial', run, end));
}
