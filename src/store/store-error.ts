/** The database cannot be used. Its message is one line for whoever runs Debrief: what is so and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}
