import type { App } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { listenToButtons } from './buttons.ts';
import { listenToCommand } from './command.ts';
import { listenToForms } from './forms.ts';
import { carryOutLater } from './later.ts';

/** What people type, press and fill in. Each is parsed, recorded, and acknowledged with its answer. */
export const listen = (app: App, desk: Desk): void => {
  listenToCommand(app, desk);
  listenToButtons(app, desk);
  listenToForms(app, desk);
  carryOutLater(desk);
};
