import autocannon from 'autocannon';

/** What is asked, of whom, and for how long. */
export interface Load {
  url: string;
  connections: number;
  /** Seconds. */
  duration: number;
  headers: Record<string, string>;
}

/** Asks as fast as it is answered. @throws Error where something was not answered with 2xx */
export async function loadOf(load: Load): Promise<{ rate: number; answers: number }> {
  const { non2xx, errors, requests } = await autocannon(load);
  if (non2xx + errors > 0) throw new Error(`${load.url}: ${non2xx + errors} were not answered`);
  return { rate: requests.average, answers: requests.total };
}
