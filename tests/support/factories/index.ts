export * from './account.js';
export * from './game.js';
export * from './lesson.js';
export * from './material.js';
export * from './question.js';
export * from './quiz.js';
export * from './review.js';
export * from './study.js';
