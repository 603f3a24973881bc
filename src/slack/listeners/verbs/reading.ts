import { refuse } from '../../../incident/refusal.ts';
import { documentBlocks } from '../../blocks/document.ts';
import { incidentList } from '../../blocks/incident-list.ts';
import { timelineBlocks } from '../../blocks/timeline.ts';
import { readDocument } from '../document.ts';
import { command } from '../receipt.ts';
import { canSee } from '../sight.ts';
import type { IncidentAsk, Verb } from '../verb.ts';

/** A verb that only reads and is given words asks: they may have been meant for the record. */
const onlyReads = (ask: IncidentAsk): void => {
  if (ask.rest.trim() !== '')
    refuse(
      `${command(ask, ask.verb)} only reads, and nothing was written. To put your words on the record: ${command(ask, `note ${ask.words(ask.rest).text.slice(0, 500)}`)}`,
    );
};

export const timeline: Verb = {
  name: 'timeline',
  usage: 'timeline',
  help: 'What is on the record, with buttons to correct it',
  where: 'incident',
  run: async (ask) => {
    onlyReads(ask);
    return {
      text: `The timeline of INC-${ask.incident.number}`,
      blocks: timelineBlocks(ask.incident, ask.desk.config.command),
    };
  },
};

export const postmortem: Verb = {
  name: 'postmortem',
  usage: 'postmortem',
  help: 'The document so far, what it lacks, and whom to ask',
  where: 'incident',
  run: async (ask) => {
    onlyReads(ask);
    const { markdown, lacks } = await readDocument(ask.desk, ask.incident.id);
    return {
      text: `The postmortem of INC-${ask.incident.number} so far`,
      blocks: documentBlocks(ask.incident, markdown, lacks),
    };
  },
};

export const list: Verb = {
  name: 'list',
  usage: 'list [open | all | words to look for]',
  help: 'Incidents',
  where: 'anywhere',
  run: async (ask) => {
    const text = ask.words(ask.rest).text.trim();
    const query = /^(open|all)?$/i.test(text) ? { open: !/^all$/i.test(text) } : { words: text };
    const wanted = 'words' in query ? query : query.open ? { open: true } : {};
    const heads = (await ask.desk.logbook.heads({ team: ask.team, ...wanted })).filter((head) => canSee(ask, head));
    if (heads.length === 0 && 'words' in query) return { text: 'No incident that you may see has these words.' };
    if (heads.length === 0) return { text: `No incident is open. ${command(ask, 'list all')} shows the earlier ones.` };
    return { text: `${heads.length} incidents`, blocks: incidentList(heads) };
  },
};
