import { beforeEach, describe, expect, test } from '@jest/globals';
import type { GuideWriter } from '../../clients/ai/guide-writer.js';
import type { GuideDraft } from '../../domain/guides/guide-draft.js';
import { Failure, type FailureType } from '../../domain/runs/failures.js';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { draftGuide } from '../../services/guides/draft-guide.js';
import { queueMissingGuides } from '../../services/guides/queue-missing-guides.js';
import { storeGuide } from '../../services/guides/store-guide.js';
import { writeGuide } from '../../services/guides/write-guide.js';
import { finishMaterial } from '../../services/materials/finish-material.js';
import { createPassageSource } from '../../services/questions/passage-source.js';
import {
  buildChunk,
  buildGuide,
  buildMaterial,
  buildPage,
  buildStudent,
  buildVector,
} from '../support/factories/index.js';
import { wordsAlone } from '../support/guide-parts.js';
import { useTestServices } from '../support/test-services.js';

const services = useTestServices();
const never = new AbortController().signal;
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  userId = (await buildStudent(services.db)).id;
});

const PAGES = [
  '# Tides\n\nThe Moon raises the tides of the sea. A tide is a very long wave.\n\n## Spring tides\n\nA spring tide is a tide that is higher than usual. It comes at new moon.',
  '# Currents\n\nA current is a stream in the sea. The wind drives most currents of the sea.',
];

/** A material with pages and a guide in work. */
async function material({
  pages = PAGES,
  status = 'ready' as 'ready' | 'processing' | 'deleting',
  draft = null as GuideDraft | null,
} = {}) {
  const { id } = await buildMaterial(services.db, { ownerId: userId, status, pageCount: pages.length });
  for (const [at, text] of pages.entries()) await buildPage(services.db, { materialId: id, pageNo: at + 1, text });
  await buildGuide(services.db, { id, userId, status: 'processing', draft });
  return { id, runNo: 1 };
}

const guideOf = (id: string) => services.db('guides').where({ id }).first();
const drafting = () => ({ ...services, db: services.db, ...wordsAlone });
const storing = () => ({ db: services.db, clock: services.clock, source: createPassageSource(services.db) });
const make = async (run: { id: string; runNo: number }) => {
  await draftGuide(drafting(), { ...run, onBatch: () => {} }, never);
  return storeGuide(storing(), run);
};

describe('a guide', () => {
  test('is made of the sentences of its material, each with its place', async () => {
    const run = await material();
    expect(await make(run)).toBe('ready');
    const { status, draft, content, provider, finishedAt } = await guideOf(run.id);
    expect([status, draft, provider, finishedAt !== null]).toEqual(['ready', null, 'offline', true]);
    expect(content.language).toBe('en');
    expect(
      content.sections.map(({ level, heading, pageFrom }: { level: number; heading: string; pageFrom: number }) => [
        level,
        heading,
        pageFrom,
      ]),
    ).toEqual([
      [1, 'Tides', 1],
      [2, 'Spring tides', 1],
      [1, 'Currents', 2],
    ]);
    expect(content.terms.map(({ term }: { term: string }) => term)).toEqual(['tide', 'spring tide', 'current']);
    for (const { quotes } of content.summary)
      for (const { pageNo, quote, start, end } of quotes) expect(PAGES[pageNo - 1]?.slice(start, end)).toBe(quote);
  });

  test('of text without headings is parted where the topic turns', async () => {
    const sentences = Array.from(
      { length: 8 },
      (_, at) => `The ${at < 4 ? 'moon' : 'market'} has a side with the name of ${'abcdefgh'[at]}.`,
    );
    const run = await material({ pages: [sentences.join(' ')] });
    for (const [at, text] of sentences.entries()) {
      const start = sentences.slice(0, at).join(' ').length + (at > 0 ? 1 : 0);
      const place = { ord: at, startOffset: start, endOffset: start + text.length };
      const chunk = await buildChunk(services.db, { materialId: run.id, ownerId: userId, text, ...place });
      await buildVector(services.db, chunk, { embedding: at < 4 ? [1, 0.1] : [0.1, 1] });
    }
    await make(run);
    const { content } = await guideOf(run.id);
    expect(content.sections).toHaveLength(2);
    for (const { text } of content.sections[0].sentences) expect(text).toContain('moon');
    for (const { text } of content.sections[1].sentences) expect(text).toContain('market');
  });

  test('of text without headings and without vectors is one section', async () => {
    const sentences = ['The moon has a side that nobody sees.', 'The market has a side that is open.'];
    const run = await material({ pages: [sentences.join(' ')] });
    for (const [ord, text] of sentences.entries()) {
      const chunk = await buildChunk(services.db, { materialId: run.id, ownerId: userId, text, ord });
      await buildVector(services.db, chunk, { model: 'none' });
    }
    expect(await make(run)).toBe('ready');
    expect((await guideOf(run.id)).content.sections).toHaveLength(1);
  });

  test('of a material without a sentence is empty, and ready', async () => {
    const run = await material({ pages: [' '] });
    expect(await make(run)).toBe('ready');
    expect((await guideOf(run.id)).content).toMatchObject({ sections: [], summary: [], terms: [], questions: [] });
  });

  test('compares no more sentences than its bound, however long the material is', async () => {
    const word = (at: number) => [...String(at)].map((figure) => 'abcdefghij'[Number(figure)]).join('');
    const page = (no: number) =>
      Array.from({ length: 100 }, (_, at) => `Thing ${word(no * 100 + at)} lies on the table of the house.`).join(' ');
    const run = await material({ pages: Array.from({ length: 10 }, (_, no) => page(no)) });
    const compared: string[] = [];
    const encoder = {
      embed: async (texts: readonly string[]) => {
        compared.push(...texts);
        return texts.map(({ length }) => [length, 1]);
      },
    };
    await draftGuide({ ...drafting(), encoder }, { ...run, onBatch: () => {} }, never);
    expect(compared.length).toBeLessThanOrEqual(200);
    expect(compared.length).toBeGreaterThan(100);
  });

  test('keeps nothing that does not stand on its page when it is stored', async () => {
    const run = await material();
    await draftGuide(drafting(), { ...run, onBatch: () => {} }, never);
    const text = PAGES[0]?.replace('A tide is a very long wave.', 'Nothing is here.');
    await services.db('material_pages').where({ materialId: run.id, pageNo: 1 }).update({ text });
    await storeGuide(storing(), run);
    const { content } = await guideOf(run.id);
    expect(JSON.stringify(content)).not.toContain('very long wave');
    expect(content.terms.map(({ term }: { term: string }) => term)).toEqual(['spring tide', 'current']);
  });

  test('of a material that is read again gives way, and keeps what it had', async () => {
    const run = await material({ status: 'processing' });
    await services
      .db('guides')
      .where({ id: run.id })
      .update({ content: '{"old":true}', provider: 'offline', model: 'm' });
    expect(await make(run)).toBe('cancelled');
    expect(await guideOf(run.id)).toMatchObject({ status: 'cancelled', draft: null, content: { old: true } });
  });

  test('of a material that is being deleted is not stored', async () => {
    const run = await material({ status: 'deleting' });
    await expect(make(run)).rejects.toMatchObject({ type: 'Superseded' });
  });
});

describe('a written summary', () => {
  const quoting = (quote: string, ref = 1) => ({ text: `So it is: ${quote}`, citations: [{ ref, quote }] });
  const writerOf = (summarize: GuideWriter['summarize']): GuideWriter => ({ name: 'openai', model: 'gpt', summarize });
  const write = async (run: { id: string; runNo: number }, writer: GuideWriter | null) => {
    await draftGuide(drafting(), { ...run, onBatch: () => {} }, never);
    await writeGuide({ db: services.db, writer, meterOf: () => unmetered }, run, never);
    await storeGuide(storing(), run);
    return guideOf(run.id);
  };

  test('takes the place of the copied one, from passages around its sentences', async () => {
    let passages: readonly { ref: number; text: string }[] = [];
    const writer = writerOf(async (received) => {
      passages = received;
      const last = received.find(({ text }) => text.includes('current'))?.ref ?? 0;
      return [quoting('The Moon raises the tides of the sea.'), quoting('A current is a stream in the sea.', last)];
    });
    const { content, provider, model } = await write(await material(), writer);
    expect([provider, model]).toEqual(['openai', 'gpt']);
    expect(
      content.summary.map(({ text, quotes }: { text: string; quotes: { pageNo: number }[] }) => [
        text,
        quotes[0]?.pageNo,
      ]),
    ).toEqual([
      ['So it is: The Moon raises the tides of the sea.', 1],
      ['So it is: A current is a stream in the sea.', 2],
    ]);
    for (const { text } of passages) expect(PAGES.join('\n')).toContain(text);
  });

  test('of which too little stands gives way to the copied one', async () => {
    const writer = writerOf(async () => [
      quoting('The Moon raises the tides of the sea.'),
      quoting('The sea is made of cheese.'),
    ]);
    const { content, provider } = await write(await material(), writer);
    expect(provider).toBe('offline');
    expect(content.summary.length).toBeGreaterThan(1);
  });

  test.each([
    'AiBudgetExhausted',
    'AiRefused',
    'AiTooLong',
    'AiBadOutput',
    'AiMisconfigured',
  ] as const satisfies FailureType[])('that ends with %s is done without, and not asked for again', async (type) => {
    let asked = 0;
    const writer = writerOf(async () => {
      asked++;
      throw new Failure(type);
    });
    const run = await material();
    await draftGuide(drafting(), { ...run, onBatch: () => {} }, never);
    const deps = { db: services.db, writer, meterOf: () => unmetered };
    for (const _ of [1, 2]) await writeGuide(deps, run, never);
    await storeGuide(storing(), run);
    expect([asked, (await guideOf(run.id)).provider]).toEqual([1, 'offline']);
  });

  test('waits for a server that is away', async () => {
    const away = writerOf(async () => {
      throw new Failure('AiUnavailable');
    });
    await expect(write(await material(), away)).rejects.toMatchObject({ type: 'AiUnavailable' });
  });
});

describe('the end of an ingestion', () => {
  const end = async (id: string, runNo: number) => {
    await services.db('materials').where({ id }).update({ status: 'processing', runNo, finishedAt: null });
    await finishMaterial({ ...services, db: services.db }, { id, runNo });
  };

  test('queues the guide, and anew where there was one; a run at the earlier one gives way', async () => {
    const run = await material();
    await draftGuide(drafting(), { ...run, onBatch: () => {} }, never);
    await end(run.id, 2);
    expect(await guideOf(run.id)).toMatchObject({
      status: 'queued',
      runNo: 2,
      draft: null,
      workflowId: `guide:${run.id}:2`,
    });
    expect(services.starter.started).toEqual([`guide:${run.id}:2`]);
    expect(services.starter.cancelled).toEqual([`guide:${run.id}:1`]);
    await expect(storeGuide(storing(), run)).rejects.toMatchObject({ type: 'Superseded' });
  });
});

describe('materials from before', () => {
  test('and those whose guide came to nothing a day ago get another run, five at most', async () => {
    const ended = async (hours: number, runNo = 1, status: 'failed' | 'cancelled' | 'ready' = 'failed') => {
      const { id } = await buildMaterial(services.db, { ownerId: userId });
      const finishedAt = new Date(Date.now() - hours * 3_600_000);
      await buildGuide(services.db, { id, userId, status, runNo, finishedAt });
      return id;
    };
    const again = [await ended(25), await ended(25, 2, 'cancelled')];
    const left = [await ended(23), await ended(25, 5), await ended(25, 1, 'ready')];
    await queueMissingGuides(services);
    const rows = await services.db('guides').select('id', 'status', 'runNo', 'workflowId', 'failure');
    const of = (id: string) => rows.find((row) => row.id === id);
    expect(again.map(of)).toEqual([
      { id: again[0], status: 'queued', runNo: 2, workflowId: `guide:${again[0]}:2`, failure: null },
      { id: again[1], status: 'queued', runNo: 3, workflowId: `guide:${again[1]}:3`, failure: null },
    ]);
    expect(left.map((id) => of(id)?.status)).toEqual(['failed', 'failed', 'ready']);
  });

  test('get their guides some at a time, the latest first, and none that is not ready', async () => {
    const { id: gone } = await buildStudent(services.db, { status: 'suspended' });
    await buildMaterial(services.db, { ownerId: gone });
    for (const status of ['failed', 'processing', 'deleting'] as const)
      await buildMaterial(services.db, { ownerId: userId, status });
    const ids: string[] = [];
    for (let at = 0; at < 25; at++) ids.push((await buildMaterial(services.db, { ownerId: userId })).id);
    ids.sort().reverse();

    await queueMissingGuides(services);
    const queued = await services
      .db('guides')
      .orderBy('id', 'desc')
      .select('id', 'status', 'workflowId', 'nextCheckAt');
    expect(queued.map(({ id }) => id)).toEqual(ids.slice(0, 20));
    for (const { id, status, workflowId, nextCheckAt } of queued) {
      expect([status, workflowId]).toEqual(['queued', `guide:${id}:1`]);
      expect(nextCheckAt.getTime()).toBeLessThanOrEqual(Date.now());
    }

    await queueMissingGuides(services);
    expect(await services.db('guides')).toHaveLength(20);
    await services.db('guides').update({ status: 'cancelled', finishedAt: new Date(), nextCheckAt: null });
    await Promise.all([queueMissingGuides(services), queueMissingGuides(services)]);
    expect(await services.db('guides')).toHaveLength(25);
  });
});
