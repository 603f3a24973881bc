import type { Incident, Paragraph } from '../../../incident/incident.ts';
import { REDACTED } from '../../../incident/remains.ts';
import { FieldRefusal, type Filled } from './filled.ts';

// A form may stand open for long, and shows what there was when it was opened.

/** Words that were destroyed meanwhile must not come back by it. `now`: how what it is about reads now. */
export const checkNotLost = (
  { about }: Filled,
  { lost = 0 }: Incident,
  field: string,
  now: readonly string[],
): void => {
  if (lost > (about.upTo ?? 0) && now.some((text) => text.includes(REDACTED)))
    throw new FieldRefusal(
      field,
      'Words of this were destroyed since the form was opened, and must not come back by it. Nothing was saved: open it again.',
    );
};

/** What somebody wrote meanwhile must not go by it unseen. */
export const checkNoneNew = ({ about }: Filled, field: string, paragraphs: readonly Paragraph[]): void => {
  const other = paragraphs.find(({ id }) => id > (about.upTo ?? id));
  if (other)
    throw new FieldRefusal(
      field,
      `${other.by.name} wrote here since the form was opened, and this would take its place. Nothing was saved: open it again.`,
    );
};
