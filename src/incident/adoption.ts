import type { Draft } from './entry.ts';
import { open } from './lifecycle.ts';

type Opening = Parameters<typeof open>[0];

type Adopted = {
  readonly id: string;
  readonly name: string;
  /** What was said in it from then on belongs to the incident. */
  readonly since: Date;
};

/** An incident in a channel that was there before. It opens now: when it began is said by what is read, and by people. */
export const adopt = (opening: Opening, { id, name, since }: Adopted): Draft[] => [
  open(opening),
  { kind: 'channel.adopted', data: { channel: id, name, since } },
];
