import type { SeenMessage } from '../../src/sandbox/people/place.ts';

/** A message that somebody wrote, and all that became of it. */
export type Said = {
  readonly channel: string;
  readonly ts: string;
  readonly author: string;
  readonly thread: string | undefined;
  readonly wordings: string[];
  deleted: boolean;
};

/** Something asked of the bot, under a word of its own, and what the person was told. */
export type Asked = {
  readonly token: string;
  readonly channel: string;
  readonly by: string;
  readonly line: string;
  /** `unknown`: no answer came, so it may be on the record or not. `kept`: it must be in the end. */
  readonly told: 'confirmed' | 'refused' | 'unsaved' | 'unknown' | 'kept';
  readonly number: number | undefined;
  readonly words: string;
};

/** What people did and what they were told: the truth that the record is held against. */
export type Ledger = {
  readonly said: Map<string, Said>;
  readonly asked: Asked[];
  readonly started: Asked[];
};

export const createLedger = (): Ledger => ({ said: new Map(), asked: [], started: [] });

export const sayOf = (message: SeenMessage, author: string, words: string): Said => ({
  channel: message.channel,
  ts: message.ts,
  author,
  thread: message.thread_ts === message.ts ? undefined : message.thread_ts,
  wordings: [words],
  deleted: false,
});

/** What an answer promises. */
export const toldBy = (answer: {
  readonly failed?: string;
  readonly words: string;
}): Pick<Asked, 'told' | 'number'> => {
  const { failed, words } = answer;
  const number = Number(/^#(\d+) /.exec(words)?.[1]);
  const told = (): Asked['told'] => {
    if (failed !== undefined || words.startsWith('That came twice')) return 'unknown'; // the first answer was lost
    if (/nothing was saved/i.test(words)) return 'unsaved';
    if (words.startsWith('Received and kept')) return 'kept';
    return promise.test(words) ? 'confirmed' : 'refused';
  };
  return { told: told(), number: number > 0 ? number : undefined };
};

const promise = /^(#\d+ |T\d+ |Saved in|\*INC-\d+\* is open|INC-\d+ is here|The link is|That is (saved|on the record))/;
