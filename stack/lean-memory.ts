/**
 * For processes with many threads: glibc gives each thread a heap of its own and keeps what was freed there. With two
 * heaps the worker's peak was 889 and 930 MiB (`npm run bench -- ingest --short`); before it was 1028 in the long form.
 */
export const LEAN_MEMORY = { MALLOC_ARENA_MAX: '2' };
