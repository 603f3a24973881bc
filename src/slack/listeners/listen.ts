import type { App } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { listenToButtons } from './buttons.ts';
import { listenToCommand } from './command.ts';
import { listenToForms } from './forms.ts';
import { carryOutLater } from './later.ts';
import { listenToRedactShortcut } from './redact-shortcut.ts';
import { createRooms } from './rooms.ts';
import { listenToShortcuts } from './shortcuts.ts';

/** What people type, press and fill in. Each is parsed, recorded, and acknowledged with its answer. */
export const listen = (app: App, desk: Desk): void => {
  const rooms = createRooms(desk);
  listenToCommand(app, desk, rooms);
  listenToButtons(app, desk, rooms);
  listenToForms(app, desk, rooms);
  listenToShortcuts(app, desk);
  listenToRedactShortcut(app, desk);
  carryOutLater(desk, rooms);
};
