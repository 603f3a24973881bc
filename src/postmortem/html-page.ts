import { createHash } from 'node:crypto';
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { style } from './html-style.ts';

type Page = {
  readonly title: string;
  readonly header: readonly ElementContent[];
  readonly sections: readonly {
    readonly id: string;
    readonly name: string;
    readonly content: readonly ElementContent[];
  }[];
};

/** One page that holds all it needs: it loads nothing and runs nothing, and its policy tells the browser so. */
export const pageOf = ({ title, header, sections }: Page): string => {
  const page = h('html', { lang: 'en' }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'referrer', content: 'no-referrer' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', title),
      h('style', style),
    ]),
    h('body', [
      h('a', { className: ['skip'], href: '#content' }, 'Skip to the document'),
      h('main', { id: 'content' }, [
        h('header', [...header]),
        h('nav', { ariaLabel: 'Sections' }, [
          h(
            'ul',
            sections.map(({ id, name }) => h('li', h('a', { href: `#${id}` }, name))),
          ),
        ]),
        ...sections.map(({ id, content }) => h('section', { id, ariaLabelledBy: `${id}-heading` }, [...content])),
      ]),
      h('footer', h('p', "Compiled by Debrief from the incident's log.")),
    ]),
  ]);
  return `${toHtml([{ type: 'doctype' }, page])}\n`;
};

const hash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
