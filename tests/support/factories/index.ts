export * from './account.js';
export * from './material.js';
export * from './question.js';
