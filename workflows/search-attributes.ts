import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What support staff find runs by; opaque ids and fixed words only. */
export const USER_ID = defineSearchAttributeKey('UserId', SearchAttributeType.KEYWORD);
export const RESOURCE_ID = defineSearchAttributeKey('ResourceId', SearchAttributeType.KEYWORD);
export const FLOW = defineSearchAttributeKey('Flow', SearchAttributeType.KEYWORD);
export const OUTCOME = defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD);
