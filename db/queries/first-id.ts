/** Before every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
