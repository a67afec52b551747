/** The form under which an address is stored and compared: trimmed, NFC, lower case. */
export const normalizeEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();
