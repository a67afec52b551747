/**
 * For processes with many threads: glibc gives each thread a heap of its own and keeps what was freed there. With two
 * heaps the worker's peak was 889 MiB instead of 1028 (`npm run bench -- ingest`), at the same speed.
 */
export const LEAN_MEMORY = { MALLOC_ARENA_MAX: '2' };
