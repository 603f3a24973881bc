import type { KnownBlock } from '@slack/types';
import type { Incident, Moment } from '../../incident/incident.ts';
import { brief } from '../../incident/words.ts';
import { actions, button } from './button.ts';
import { section } from './lines.ts';

/** Several beliefs are open: which one did `verdict` rule out? */
export const hypothesisChoice = (
  text: string,
  incident: Incident,
  verdict: number,
  open: readonly Moment[],
): KnownBlock[] => [
  section(`${text}\nWhich hypothesis was it?`),
  ...actions(
    open.slice(-20).map(({ number, entry }) => {
      const words = entry.kind === 'marked' ? brief(entry.data.words, 60) : '';
      const value = JSON.stringify({ incident: incident.id, verdict, about: number });
      return button(`rule_out:${number}`, `#${number} ${words}`, value);
    }),
  ),
];
