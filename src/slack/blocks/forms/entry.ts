import type { ModalView } from '@slack/types';
import { type Clash, momentOf } from '../../../incident/corrections.ts';
import { type Entry, momentKinds } from '../../../incident/entry.ts';
import { type Incident, type Moment, versionOf } from '../../../incident/incident.ts';
import { clockTime, day } from '../../../incident/zone.ts';
import { clashText } from '../clash.ts';
import { section } from '../lines.ts';
import type { FormAbout } from './about.ts';
import { choiceInput, flagsInput, form, INPUT_LIMIT, textInput } from './form.ts';

/** An entry, to be corrected. */
export const entryForm = (incident: Incident, number: number): ModalView => {
  const moment = momentOf(incident, number);
  const about = aboutOf(incident, moment);
  return form({
    name: 'entry',
    title: `Edit #${number}`,
    submit: 'Save',
    about,
    inputs: inputs(incident, moment),
  });
};

const aboutOf = ({ id, seq: upTo, zone }: Incident, moment: Moment): FormAbout => {
  const { number, hidden, redacted } = moment;
  return { incident: id, upTo, number, seen: versionOf(moment), hidden, redacted: redacted !== undefined, zone };
};

/** As it was filled in: times as they were typed. */
type Typed = { readonly when: string; readonly kind: string; readonly words: string; readonly hidden?: boolean };

/** The same once more, when somebody else was faster: both wordings, and what was typed, which overwrites theirs if it is sent again. */
export const clashForm = (incident: Incident, clash: Clash, typed: Typed): ModalView => {
  const { moment, wanted } = clash;
  const about = aboutOf(incident, moment);
  const mine = {
    ...(wanted.at && { when: typed.when }),
    ...(wanted.kind && { kind: typed.kind }),
    ...(wanted.words && { words: typed.words }),
    ...(typed.hidden !== undefined && { hidden: typed.hidden }),
  };
  return form({
    name: 'entry',
    title: `Edit #${moment.number}`,
    submit: 'Overwrite',
    about,
    intro: [section(clashText(incident, clash)), section('Below is yours. Cancel leaves theirs.')],
    inputs: inputs(incident, moment, mine),
  });
};

const inputs = ({ zone }: Incident, { entry, hidden: isHidden }: Moment, mine: Partial<Typed> = {}) => {
  const words = wordsIn(entry);
  return [
    textInput({
      id: 'when',
      label: 'When',
      hint: `In ${zone}, such as 14:05 or -20m`,
      value: mine.when ?? timeAsText(entry.at, zone),
      needed: true,
    }),
    ...(entry.kind === 'marked'
      ? [
          choiceInput({
            id: 'kind',
            label: 'Kind',
            choices: momentKinds,
            value: mine.kind ?? entry.data.kind,
            needed: true,
          }),
        ]
      : []),
    ...(mine.words !== undefined || (words !== undefined && words.length <= INPUT_LIMIT)
      ? [textInput({ id: 'words', label: 'Words', value: mine.words ?? words ?? '', long: true })]
      : []),
    flagsInput({ id: 'hidden', label: 'Timeline', choices: [OFF], chosen: (mine.hidden ?? isHidden) ? [OFF] : [] }),
  ];
};

const OFF = 'Off the timeline';

/** As the form shows a time: sent back unchanged, it changes nothing. */
export const timeAsText = (at: Date, zone: string): string =>
  `${day(at, zone)} ${clockTime(at, zone, { seconds: at.getUTCSeconds() !== 0 })}`;

const wordsIn = ({ data, kind }: Entry): string | undefined =>
  'words' in data || kind === 'incident.resolved' ? ('words' in data && data.words?.text) || '' : undefined;
