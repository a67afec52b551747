/** What a process measures: its metrics with their types, and its samples by name and labels as they are printed. */
export interface Scraped {
  types: Map<string, string>;
  samples: Map<string, number>;
}

/** Asks a process for its metrics. */
export async function scrape(url: string): Promise<Scraped> {
  const response = await fetch(`${url}/metrics`);
  const lines = (await response.text()).split('\n');
  const types = lines.flatMap((line) => {
    const [, name, type] = /^# TYPE (\w+) (\w+)$/.exec(line) ?? [];
    return name && type ? [[name, type] as const] : [];
  });
  const samples = lines.flatMap((line) => {
    const [, sample, value] = /^(\w+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
    return sample ? [[sample, Number(value)] as const] : [];
  });
  return { types: new Map(types), samples: new Map(samples) };
}

/** The samples of a metric whose labels hold these words, added up. */
export function sum({ samples }: Scraped, name: string, ...words: string[]): number {
  const fitting = [...samples].filter(
    ([sample]) => sample.split('{')[0] === name && words.every((word) => sample.includes(`"${word}"`)),
  );
  return fitting.reduce((total, [, value]) => total + value, 0);
}
