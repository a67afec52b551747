/** What became of students whose weights were to be trained, by count. */
export interface TrainedStudents {
  /** Those who have weights of their own now. */
  personal: number;
  /** Those for whom the default ones are better. */
  usual: number;
  /** Those whom the next month has to try again. */
  failed: number;
  /** The student after whom it goes on; null at the end. */
  next: string | null;
}
