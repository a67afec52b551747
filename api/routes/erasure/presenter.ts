/** An erasure in its time of grace. */
export const presentErasure = (eraseAt: Date) => ({ status: 'erasing' as const, eraseAt: eraseAt.toISOString() });
