import { continueAsNew, defineQuery, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MaterialActivities } from '../../activities/materials.js';
import { pageRanges } from '../../domain/text/page-ranges.js';
import { activityOptions } from '../activity-options.js';
import { finishRun } from '../finish-run.js';
import { INGEST_PROGRESS, type IngestMaterialInput, type IngestOutcome, type IngestProgress } from './messages.js';

/** Page ranges of one history: at some 6 events each it stays far below 2,000. */
const RANGES_PER_HISTORY = 150;

/** Turns one uploaded document into pages, chunks and vectors; each step resumes where a lost worker stopped. */
export async function ingestMaterial(input: IngestMaterialInput): Promise<IngestOutcome> {
  const { materialId, runNo, resume } = input;
  const run = { id: materialId, runNo };
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
    enter('claiming', 'Waiting for the row to be claimed.');
    await core.claimMaterial.executeWithOptions({ summary: 'Claim the row for this run' }, [run]);
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

  return finishRun(body, (end) => {
    setCurrentDetails(end.status === 'failed' ? `Failed: ${end.failure}.` : 'Cancelled.');
    return core.endMaterial.executeWithOptions({ summary: 'Write the final state' }, [{ ...run, end }]);
  });
}
