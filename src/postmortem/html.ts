import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { RootContent } from 'mdast';
import type { Entry } from '../incident/entry.ts';
import { drawing } from './html-drawing.ts';
import { type Images, pictures } from './html-images.ts';
import { elements, plainText } from './html-nodes.ts';
import { pageOf } from './html-page.ts';
import { documentOf } from './markdown.ts';
import type { Postmortem } from './postmortem.ts';

export type { Images } from './html-images.ts';

type Extent = { readonly log?: readonly Entry[]; readonly images?: Images };

/**
 * The document as one self-contained page. What people wrote is text in it, and no element. `images` are those of marked
 * messages; with `log`, every message and entry follows at the end.
 */
export const toHtml = (pm: Postmortem, { log, images = new Map() }: Extent = {}): string => {
  const [head, ...others] = partsOf(documentOf(pm, log ? { log } : {}).children);
  const numbers = new Set(pm.timeline.map(({ number }) => number));
  const options = { numbers, figures: pictures(pm.timeline, images) };
  return pageOf({
    title: plainText(`Postmortem INC-${pm.number}: ${pm.title.replace(/\s+/g, ' ')}`),
    header: [badges(pm), ...elements(head?.nodes ?? [], { ...options, pointsAt: 'evidence', keyed: true })],
    sections: others.map(({ id, name, nodes }) => {
      const pointsAt = id === 'evidence' ? 'entry' : 'evidence';
      const [heading, ...rest] = elements(nodes, { ...options, pointsAt });
      const drawn = id === 'timeline' ? drawing(pm) : [];
      return { id, name, content: [entitled(`${id}-heading`, heading), ...drawn, ...rest] };
    }),
  });
};

type Part = { readonly id: string; readonly name: string; readonly nodes: readonly RootContent[] };

/** The document cut before each heading of the second rank. */
const partsOf = (nodes: readonly RootContent[]): Part[] => {
  const starts = nodes.flatMap((node, at) => (node.type === 'heading' && node.depth === 2 ? [at] : []));
  return [0, ...starts].map((start, n) => {
    const heading = nodes[start];
    const text = heading?.type === 'heading' ? heading.children[0] : undefined;
    // The zone of the timeline is not part of its name.
    const name = text?.type === 'text' ? text.value.replace(/ \(.*/, '') : '';
    return { id: name.toLowerCase().replace(/[^a-z]+/g, '-'), name, nodes: nodes.slice(start, starts[n]) };
  });
};

const entitled = (id: string, heading: ElementContent | undefined): Element =>
  h('h2', { id }, heading && 'children' in heading ? heading.children : []);

const badges = ({ number, severity, status, test, private: isPrivate, document }: Postmortem): Element => {
  const badge = (name: string, words: string): Element => h('li', { className: ['badge', name] }, plainText(words));
  return h('ul', { className: ['badges'], ariaLabel: 'In short' }, [
    badge('number', `INC-${number}`),
    ...(severity.value ? [badge('severity', severity.value.toUpperCase())] : []),
    badge(status === 'resolved' ? 'over' : 'status', status),
    badge('state', document.state),
    ...(test ? [badge('test', 'test')] : []),
    ...(isPrivate ? [badge('private', 'private')] : []),
  ]);
};
