import type { RequestedErasure } from '../../../services/account/erasure/request-erasure.js';

/** An erasure in its time of grace. */
export const presentErasure = ({ id, eraseAt }: RequestedErasure) => ({
  status: 'erasing' as const,
  eraseAt: eraseAt.toISOString(),
  receiptId: id,
});
