/** A response's JSON, for tests that look into it without the typed client. */
// biome-ignore lint/suspicious/noExplicitAny: the contract is checked by checkedFetch; tests read single fields
export const body = async (response: Response): Promise<any> => response.json();
