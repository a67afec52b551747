/** What a percent-encoded part of an address says; what is no encoding stands as it is. */
export function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
