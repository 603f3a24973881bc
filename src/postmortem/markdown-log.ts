import type { ListItem, RootContent } from 'mdast';
import type { Entry } from '../incident/entry.ts';
import { plain } from '../incident/words.ts';
import { clockLabel, longDay } from '../incident/zone.ts';
import { type LogRow, rowsOf } from './log.ts';
import { heading, item, list, paragraph, phrases, ref, strong, told } from './markdown-nodes.ts';
import { disguise } from './names.ts';
import type { Postmortem } from './postmortem.ts';

/** Everything that was written in the channel and to Debrief, in the order in which it happened. */
export const fullLog = ({ options, zone }: Postmortem, entries: readonly Entry[]): RootContent[] => {
  const said = rowsOf(disguise(entries, options.names, options.people))
    .filter(isSaid)
    .toSorted((a, b) => +a.at - +b.at || a.seq - b.seq);
  const line = (row: LogRow): ListItem => {
    const author = options.names === 'none' ? '' : row.author.name;
    const lead = [[author, row.label].filter(Boolean).join(', '), stateOf(row)].filter(Boolean).join(' ');
    const number = row.number === undefined ? [] : [' ', ref(row.number)];
    return item(told([strong(clockLabel(row.at, zone)), ` ${lead}${lead ? ': ' : ''}`], plain(row.words), number));
  };
  const days = Map.groupBy(said, ({ at }) => longDay(at, zone));
  return [
    heading(2, 'Full log'),
    ...[...days].flatMap(([day, rows]): RootContent[] => [
      paragraph({ type: 'emphasis', children: phrases(day) }),
      ...list(rows.map(line)),
    ]),
  ];
};

/** A row without words says nothing, unless it is a message; a mark says nothing that the row of its message does not. */
const isSaid = ({ words, message, data }: LogRow): boolean =>
  message !== undefined || (words !== '' && data?.message === undefined);

const stateOf = ({ message }: LogRow): string => {
  if (message?.forgotten) return '(deleted in Slack; its words are forgotten)';
  return message?.deletedAt ? '(deleted in Slack)' : '';
};
