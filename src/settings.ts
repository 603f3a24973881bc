import { z } from 'zod';
import * as defaults from './defaults.ts';
import { momentKinds } from './incident/entry.ts';
import { type Act, acts, actsOnEntries, type Permissions } from './incident/permissions.ts';

const MOST = 12;
const name = (what: string) =>
  z
    .string({ error: `write a name alone, such as ${what.split(',')[0]}` })
    .regex(/^[a-z][a-z0-9-]{0,19}$/, 'a name has at most 20 small letters, digits and dashes, a letter first');

const namesOf = (what: string) =>
  z
    .array(name(what), { error: `write a list such as [${what}]` })
    .min(1, `name at least one, or take the list out`)
    .max(MOST, `name at most ${MOST}`)
    .refine((names) => new Set(names).size === names.length, 'one is named twice');

const severities = namesOf('sev1, sev2').transform((names) => names.map((each) => ({ name: each })));

const taken = new Set(['everyone', 'admins', 'recorder', 'author', 'me', 'myself', 'nobody', 'none']);

/** There is always a lead: reminders, card and announcement name one. */
const roles = namesOf('lead, comms')
  .refine((names) => names.every((each) => !taken.has(each)), `no role can be called ${[...taken].join(', ')}`)
  .transform((names) => ['lead', ...names.filter((each) => each !== 'lead')]);

const TICK = 'ballot_box_with_check';
const meanings = [...momentKinds, 'task'] as const;
const emoji = z
  .string()
  .regex(/^:?[a-z0-9+][a-z0-9_+'-]{0,99}:?$/, 'write the name of an emoji, such as bulb')
  .transform((typed) => typed.replace(/^:|:$/g, ''))
  .refine((typed) => typed !== TICK, 'that is the sign by which Debrief says that a message is saved');
const reactions = z.record(emoji, z.enum(meanings, { error: `write one of ${meanings.join(', ')}` }), {
  error: (issue) =>
    issue.code === 'invalid_key' ? issue.issues[0]?.message : 'write a line for each, such as bulb: hypothesis',
});

const recording = z
  .string({ error: 'write one line of text' })
  .regex(/^[^\n]{10,180}$/, 'write one line of 10 to 180 characters, so that it fits into the purpose of a channel');

const NOBODY = 'name at least one, or take the line out';
const allowed = z
  .union([z.string(), z.array(z.string()).min(1, NOBODY)], {
    error: 'write everyone, or a list such as [lead, admins]',
  })
  .transform((typed) => (typeof typed === 'string' ? [typed] : typed));

/** Everything that a settings file may say. An error says only how to get it right. */
export const settings = z
  .strictObject(
    {
      severities: severities.default([...defaults.severities]),
      roles: roles.default([...defaults.roles]),
      reactions: reactions.default({ ...defaults.reactions }),
      wording: z
        .strictObject(
          { recording: recording.default(defaults.wording.recording) },
          { error: 'write recording: <text>' },
        )
        .default(defaults.wording),
      permissions: z
        // `fromEntries` forgets which keys there are: these are the acts.
        .strictObject(Object.fromEntries(acts.map((act) => [act, allowed.optional()])) as Record<Act, Allowed>, {
          error: 'write a line for each, such as resolve: everyone',
        })
        .default({}),
    },
    { error: 'write settings such as severities: [sev1, sev2]' },
  )
  .transform(({ permissions, ...rest }) => ({
    ...rest,
    permissions: { ...defaults.permissions, ...named(permissions) },
  }))
  .superRefine(({ permissions, roles: known }, check) => {
    for (const act of acts) {
      const whom = ['everyone', 'admins', ...(actsOnEntries.has(act) ? ['recorder', 'author'] : []), ...known];
      if (!permissions[act].every((each) => whom.includes(each)))
        check.addIssue({ code: 'custom', path: ['permissions', act], message: `name some of ${whom.join(', ')}` });
    }
  });

type Allowed = z.ZodOptional<typeof allowed>;
export type Settings = Omit<z.infer<typeof settings>, 'permissions'> & { readonly permissions: Permissions };

const named = (given: Partial<Record<Act, string[] | undefined>>): Partial<Permissions> =>
  Object.fromEntries(Object.entries(given).filter(([, whom]) => whom !== undefined));
