import type { Draft } from './entry.ts';
import type { Incident } from './incident.ts';
import { refuse } from './refusal.ts';
import type { Words } from './words.ts';

export const addLink =
  (url: string, words?: Words) =>
  (incident: Incident): Draft[] => {
    const isLink = /^(https?:\/\/|mailto:)\S+$/i.test(url) && URL.canParse(url);
    if (!isLink) refuse(`${url} is no link: write one that begins with https://, http:// or mailto:.`);
    const known = incident.links.find((link) => link.url === url);
    return known && known.words?.text === words?.text ? [] : [{ kind: 'link.added', data: { url, words } }];
  };
