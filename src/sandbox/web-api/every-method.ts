import { apps } from './apps.ts';
import { auth } from './auth.ts';
import { bookmarks } from './bookmarks.ts';
import { canvases } from './canvases.ts';
import { chat } from './chat.ts';
import { conversationLists } from './conversation-lists.ts';
import { conversationReads } from './conversation-reads.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { invitations } from './invitations.ts';
import type { Methods } from './method.ts';
import { pins } from './pins.ts';
import { reactions } from './reactions.ts';
import { team } from './team.ts';
import { usergroups } from './usergroups.ts';
import { users } from './users.ts';
import { views } from './views.ts';

/** Every method that the sandbox knows; calling another is noted, and fails the test that does. */
export const everyMethod = (ticket: () => string): Methods => ({
  ...apps(ticket),
  ...auth,
  ...bookmarks,
  ...canvases,
  ...chat,
  ...conversationLists,
  ...conversationReads,
  ...conversations,
  ...files,
  ...invitations,
  ...pins,
  ...reactions,
  ...team,
  ...usergroups,
  ...users,
  ...views,
});
