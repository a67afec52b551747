import type { KnowledgeModel } from '../../domain/learning/mastery/model.js';

/** A model with the guess that all its answers share. */
export interface FittedModel extends KnowledgeModel {
  guess: number;
}
