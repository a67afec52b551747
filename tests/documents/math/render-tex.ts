import katex from 'katex';

/** What KaTeX says against a formula; undefined where it can be shown. */
export function faultOf(tex: string): string | undefined {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: 'ignore', trust: false, displayMode: true });
    return undefined;
  } catch (error) {
    return `${tex}: ${error instanceof Error ? error.message : error}`;
  }
}
