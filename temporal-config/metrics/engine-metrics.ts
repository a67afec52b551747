import { Counter, Histogram, type Registry } from 'prom-client';
import type { Tokens } from '../../domain/tutor/ai-spending.js';

/** What is measured of OCR and of calls to AI servers. */
export interface EngineMetrics {
  ocrRead(reading: { outcome: string; seconds: number }): void;
  aiCalled(call: {
    model: string;
    kind: string;
    outcome: string;
    seconds: number;
    used: Tokens;
    /** Micro-dollars. */
    micros: number;
  }): void;
}

/** Measures OCR and calls to AI servers of this process; answers of the offline provider are no calls. */
export function createEngineMetrics(registry: Registry): EngineMetrics {
  const registers = [registry];
  const readings = new Histogram({
    name: 'ocr_page_duration_seconds',
    help: 'Time of the OCR of each page, by outcome: read, failed',
    labelNames: ['outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 120],
    registers,
  });
  const calls = new Histogram({
    name: 'ai_call_duration_seconds',
    help: 'Time of each call to an AI server, by outcome: done, or the word of the failure',
    labelNames: ['model', 'kind', 'outcome'],
    buckets: [0.1, 0.5, 1, 2.5, 5, 15, 30, 60, 120, 300, 720],
    registers,
  });
  const tokens = new Counter({
    name: 'ai_tokens_total',
    help: 'Tokens of calls to AI servers, by direction: input, output',
    labelNames: ['model', 'kind', 'direction'],
    registers,
  });
  const spent = new Counter({
    name: 'ai_spent_dollars_total',
    help: 'What calls to AI servers did cost; of models without a price nothing',
    labelNames: ['model', 'kind'],
    registers,
  });
  return {
    ocrRead: ({ outcome, seconds }) => readings.observe({ outcome }, seconds),
    aiCalled({ model, kind, outcome, seconds, used, micros }) {
      calls.observe({ model, kind, outcome }, seconds);
      tokens.inc({ model, kind, direction: 'input' }, used.input);
      tokens.inc({ model, kind, direction: 'output' }, used.output);
      spent.inc({ model, kind }, micros / 1_000_000);
    },
  };
}
