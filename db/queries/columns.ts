/**
 * SQL of columns of a table or its alias, to be selected. Made once where a list is read often: for names that it is
 * given one by one, knex looks at each of them at each call, which takes longer than all else that it does.
 */
export const columnsOf = (table: string, names: readonly string[]): string =>
  names.map((name) => `${table}.${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`).join(', ');
