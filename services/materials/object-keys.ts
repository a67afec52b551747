/** Where everything is that is kept of a material; it names the row and nothing about the person. */
export const materialPrefix = (materialId: string): string => `m/${materialId}/`;

/** Where a material's bytes are. */
export const originalKey = (materialId: string): string => `${materialPrefix(materialId)}original`;

/** The material that a key belongs to; undefined for a key of another form. */
export const materialIdOf = (key: string): string | undefined => /^m\/([\da-f-]{36})\//.exec(key)?.[1];
