import { refuse } from '../../../incident/refusal.ts';
import { carried } from '../carry.ts';
import type { Answer, Ask } from '../verb.ts';
import { adoptButtons } from './adopt.ts';
import { entryButtons } from './entries.ts';
import { joinButtons } from './join.ts';
import { lineButtons } from './lines.ts';
import type { Buttons } from './pressed.ts';
import { privateButtons } from './private.ts';
import { redactButtons } from './redact.ts';
import { writtenButtons } from './written.ts';

/** Everything that can be pressed, by the part of its action id before a colon. */
export const buttons: Buttons = {
  ...lineButtons,
  ...privateButtons,
  ...entryButtons,
  ...writtenButtons,
  ...joinButtons,
  ...adoptButtons,
  ...redactButtons,
};

export const press = async (ask: Ask, name: string, value: string): Promise<Answer> => {
  const button = buttons[name] ?? refuse('That button does nothing any more.');
  if (ask.isOutsider && !button.outsiders) return refuse('That needs a member of the workspace. Nothing was done.');
  return button.press(ask, await carried(ask.desk, value));
};
