import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What support staff find runs by; opaque ids and fixed words only. */
export const USER_ID = defineSearchAttributeKey('UserId', SearchAttributeType.KEYWORD);
export const RESOURCE_ID = defineSearchAttributeKey('ResourceId', SearchAttributeType.KEYWORD);
export const FLOW = defineSearchAttributeKey('Flow', SearchAttributeType.KEYWORD);
export const OUTCOME = defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD);
/** Why a run failed: a word of docs/failures.md. */
export const FAILURE = defineSearchAttributeKey('Failure', SearchAttributeType.KEYWORD);
/** Of the request that started it. */
export const REQUEST_ID = defineSearchAttributeKey('RequestId', SearchAttributeType.KEYWORD);

/** The names of all of them, which a namespace has to know before a worker starts. */
export const SEARCH_ATTRIBUTES = [USER_ID, RESOURCE_ID, FLOW, OUTCOME, FAILURE, REQUEST_ID].map(({ name }) => name);
