import { refuse } from '../../../incident/refusal.ts';
import type { Submission } from '../request.ts';
import type { Answer, Ask } from '../verb.ts';
import { submitEntry } from './entry.ts';
import { type Filled, filledOf } from './filled.ts';
import { submitMark } from './mark.ts';
import { submitResolve } from './resolve.ts';
import { submitSay } from './say.ts';
import { submitSection } from './section.ts';
import { submitStart } from './start.ts';
import { submitTask } from './task.ts';

type Form = {
  readonly submit: (filled: Filled) => Promise<Answer> /** Guests may send it off. */;
  readonly outsiders?: true;
};

/** Every form, by the name that it carries. */
export const forms: Readonly<Record<string, Form>> = {
  start: { submit: submitStart },
  resolve: { submit: submitResolve },
  entry: { submit: submitEntry, outsiders: true },
  section: { submit: submitSection },
  task: { submit: submitTask },
  say: { submit: submitSay, outsiders: true },
  mark: { submit: submitMark, outsiders: true },
};

export const submit = async (ask: Ask, submission: Submission): Promise<Answer> => {
  const form = forms[submission.form] ?? refuse('That form is not known any more.');
  if (ask.isOutsider && !form.outsiders) return refuse('That needs a member of the workspace. Nothing was saved.');
  return form.submit(filledOf(ask, submission));
};
