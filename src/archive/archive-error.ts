/** An archive cannot be read. Its message is one line that names the file and what is wrong with it. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
}
