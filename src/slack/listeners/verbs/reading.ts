import { documentBlocks } from '../../blocks/document.ts';
import { incidentList } from '../../blocks/incident-list.ts';
import { timelineBlocks } from '../../blocks/timeline.ts';
import { readDocument } from '../document.ts';
import { command } from '../receipt.ts';
import { canSee } from '../sight.ts';
import type { Verb } from '../verb.ts';

export const timeline: Verb = {
  name: 'timeline',
  usage: 'timeline',
  help: 'What is on the record, with buttons to correct it',
  where: 'incident',
  reads: true,
  outsiders: true,
  run: async (ask) => ({ text: `The timeline of INC-${ask.incident.number}`, blocks: timelineBlocks(ask.incident) }),
};

export const postmortem: Verb = {
  name: 'postmortem',
  usage: 'postmortem',
  help: 'The document so far, what it lacks, and whom to ask',
  where: 'incident',
  reads: true,
  run: async (ask) => {
    const { as, lacks } = await readDocument(ask.desk, ask.incident.id, ['canvas']);
    const blocks = documentBlocks(ask.incident, as('canvas'), lacks, ask.desk.config.command);
    return { text: `The postmortem of INC-${ask.incident.number} so far`, blocks };
  },
};

export const list: Verb = {
  name: 'list',
  usage: 'list [open | all | words to look for]',
  help: 'Incidents',
  where: 'anywhere',
  run: async (ask) => {
    const text = ask.words(ask.rest).text.trim();
    const isOpenOnly = /^(open)?$/i.test(text);
    const wanted = isOpenOnly ? { open: true } : /^all$/i.test(text) ? {} : { words: text };
    const heads = (await ask.desk.logbook.heads({ team: ask.team, ...wanted })).filter((head) => canSee(ask, head));
    if (heads.length > 0)
      return { text: heads.length === 1 ? '1 incident' : `${heads.length} incidents`, blocks: incidentList(heads) };
    if (isOpenOnly) return { text: `No incident is open. ${command(ask, 'list all')} shows the earlier ones.` };
    return {
      text: 'words' in wanted ? 'No incident that you may see has these words.' : 'There are no incidents yet.',
    };
  },
};
