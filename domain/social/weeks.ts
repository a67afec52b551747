import { mondayOf } from '../game/calendar-day.js';

/** When the ISO week of an instant began: Monday, midnight UTC. */
export const weekStartOf = (instant: Date): Date => new Date(mondayOf(instant.toISOString().slice(0, 10)));
