/** Quotes and parentheses, too: whoever looks for addresses in a text may end them there. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/**
 * Addresses of Temporal's UI, as its version 2 has them.
 * @param uiUrl where the UI is
 */
export function createRunLinks(uiUrl: string, namespace: string) {
  const runs = `${uiUrl.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
  return {
    /** Of the newest run under a workflow id. */
    run: (workflowId: string) => `${runs}/${encoded(workflowId)}`,
    /** Of the runs that a query finds. */
    search: (query: string) => `${runs}?query=${encoded(query)}`,
  };
}
