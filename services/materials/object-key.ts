/** Where a material's bytes are; it names the row and nothing about the person. */
export const originalKey = (materialId: string): string => `m/${materialId}/original`;
