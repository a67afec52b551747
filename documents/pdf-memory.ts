import { Failure } from '../domain/runs/failures.js';

/** The part of pdfium that gives memory. */
export interface MemoryEngine {
  wasmExports: { malloc(size: number): number; free(address: number): void };
}

/** Gives `work` the address of so many bytes, which are freed afterwards. @throws Failure Corrupt. */
export function withBuffer<T>(engine: MemoryEngine, size: number, work: (address: number) => T): T {
  const address = allocate(engine, size);
  try {
    return work(address);
  } finally {
    engine.wasmExports.free(address);
  }
}

/** The address of so many bytes. @throws Failure Corrupt where there is no room for them. */
export function allocate(engine: MemoryEngine, size: number): number {
  const address = engine.wasmExports.malloc(size);
  if (address === 0) throw new Failure('Corrupt');
  return address;
}
