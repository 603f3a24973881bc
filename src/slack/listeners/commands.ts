import { distance } from 'fastest-levenshtein';
import { helpBlocks } from '../blocks/help.ts';
import type { Verb } from './verb.ts';
import { adopt } from './verbs/adopt.ts';
import { edit, hide, unhide } from './verbs/corrections.ts';
import { cancel, reopen, resolve } from './verbs/ending.ts';
import { exportDocument } from './verbs/export.ts';
import { hold } from './verbs/hold.ts';
import { impact } from './verbs/impact.ts';
import { moments } from './verbs/moments.ts';
import { lead, role } from './verbs/people.ts';
import { makeItPrivate } from './verbs/private.ts';
import { list, postmortem, timeline } from './verbs/reading.ts';
import { redact } from './verbs/redact.ts';
import { link, sections } from './verbs/sections.ts';
import { start } from './verbs/start.ts';
import { rename, severity, status, timezone } from './verbs/state.ts';
import { done, task, tasks } from './verbs/tasks.ts';
import { update } from './verbs/update.ts';

const help: Verb = {
  name: 'help',
  usage: 'help',
  help: 'This page',
  where: 'anywhere',
  outsiders: true,
  run: async (ask) => ({ text: 'What can be typed', blocks: helpBlocks(verbs, ask.desk.config.command) }),
};

/** What can be typed after the command. `help`, the README and the tests read this table. */
export const verbs: readonly Verb[] = [
  start,
  ...moments,
  impact,
  ...sections,
  link,
  task,
  done,
  tasks,
  update,
  severity,
  status,
  lead,
  role,
  rename,
  timezone,
  timeline,
  postmortem,
  edit,
  hide,
  unhide,
  redact,
  hold,
  resolve,
  reopen,
  cancel,
  exportDocument,
  makeItPrivate,
  list,
  adopt,
  help,
];

const names = ({ name, aliases = [] }: Verb): readonly string[] => [name, ...aliases];

export const verbOf = (typed: string): Verb | undefined => verbs.find((verb) => names(verb).includes(typed));

/** The verb that somebody probably meant. */
export const nearestVerb = (typed: string): Verb | undefined => {
  const [nearest] = verbs
    .flatMap((verb) => names(verb).map((name) => ({ verb, far: distance(typed, name) })))
    .toSorted((a, b) => a.far - b.far);
  return nearest && nearest.far <= Math.ceil(typed.length / 3) ? nearest.verb : undefined;
};
