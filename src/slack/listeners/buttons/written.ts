import { z } from 'zod';
import { sections } from '../../../incident/entry.ts';
import { refuse } from '../../../incident/refusal.ts';
import { remove } from '../../../incident/sections.ts';
import { finishTask } from '../../../incident/tasks.ts';
import { resolveForm } from '../../blocks/forms/resolve.ts';
import { sayForm } from '../../blocks/forms/say.ts';
import { sectionForm } from '../../blocks/forms/section.ts';
import { taskForm } from '../../blocks/forms/task.ts';
import { sectionBlocks } from '../../blocks/section.ts';
import { taskBlocks } from '../../blocks/tasks.ts';
import { incidentAt } from '../sight.ts';
import { readLine } from '../typed-line.ts';
import type { Answer, Ask } from '../verb.ts';
import { type Buttons, readAbout } from './pressed.ts';

const aboutSection = { section: z.enum(sections), paragraph: z.number().optional() };

/** Buttons about sections of the postmortem, and about tasks. */
export const writtenButtons: Buttons = {
  paragraph_edit: { press: (ask, value) => openSection(ask, value) },
  section_replace: { press: (ask, value) => openSection(ask, value) },
  paragraph_remove: {
    press: async (ask, value) => {
      const { incident, section, paragraph } = readAbout(value, aboutSection);
      const recorded = await ask.record((await incidentAt(ask, incident)).id, remove(section, paragraph));
      const text = 'The paragraph is gone from the document; the log keeps it.';
      return { text, blocks: sectionBlocks(recorded.incident, section, text), replaces: true };
    },
  },
  fill: {
    press: async (ask, value) => {
      const { incident: id, line } = readAbout(value, { line: z.string() });
      const incident = await incidentAt(ask, id);
      const { verb, rest } = readLine(line);
      const severities = ask.desk.config.severities.map(({ name }) => name);
      const form = verb === 'resolve' ? resolveForm(incident, ask.now) : sayForm(incident, verb, rest, { severities });
      return { text: `Type it instead: \`${ask.desk.config.command} ${line}\``, form };
    },
    outsiders: true,
  },
  task_done: {
    press: async (ask, value) => {
      const { incident, number = refuse('Which task?') } = readAbout(value, {});
      const recorded = await ask.record((await incidentAt(ask, incident)).id, finishTask(number));
      const text = `T${number} is done.`;
      return { text, blocks: taskBlocks(recorded.incident, ask.desk.config.command), replaces: true };
    },
  },
  task_edit: {
    press: async (ask, value) => {
      const { incident, number = refuse('Which task?') } = readAbout(value, {});
      return {
        text: `Type it instead: \`${ask.desk.config.command} task edit T${number} @ana by Friday\`.`,
        form: taskForm(await incidentAt(ask, incident), number),
      };
    },
  },
};

const openSection = async (ask: Ask, value: string): Promise<Answer> => {
  const { incident, section, paragraph } = readAbout(value, aboutSection);
  return {
    text: `Type it instead: \`${ask.desk.config.command} ${section} = …\`.`,
    form: sectionForm(await incidentAt(ask, incident), section, paragraph),
  };
};
