import { type Incident, isTold, type Moment } from './incident.ts';

/** The story: what stands on the timeline, in its last wording, in the order in which it happened. */
export const timeline = (incident: Incident): readonly Moment[] => {
  const story = stories.get(incident) ?? storyOf(incident);
  stories.set(incident, story);
  return story;
};

/** A document asks for the story many times, and an incident never changes: it is put in order once. */
const stories = new WeakMap<Incident, readonly Moment[]>();

const storyOf = ({ moments }: Incident): Moment[] =>
  moments.filter(isTold).toSorted((a, b) => +a.entry.at - +b.entry.at || a.number - b.number);
