/** A document cannot be written now. The record is whole; whoever asked for it asks again. */
export class Unwritten extends Error {
  override name = 'Unwritten';
}
