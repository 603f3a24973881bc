import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { SecretLintRuleContext, SecretLintSourceCode } from '@secretlint/types';
import type { Credential } from '../incident/mask.ts';

/**
 * Not used: `filter-comments` lets whoever writes switch the others off, `gcp` reads files (the key in them is a private key
 * all the same), and the two about addresses take the whole address, so that nobody would see which host it was.
 */
const left = /-rule-(filter-comments|gcp|basicauth|database-connection-string)$/;
const used = rules.filter(({ meta }) => !left.test(meta.id));

/** What secretlint's recommended rules find. They are run one by one: its core keeps a profile of every text it ever saw. */
export const detected = (text: string): Credential[] =>
  used.flatMap((rule) => {
    const found: Credential[] = [];
    const context: SecretLintRuleContext = {
      sharedOptions: {},
      createTranslator: () => (messageId, data) => ({ message: '', messageId: String(messageId), data }),
      report: ({ range: [from, to] }) =>
        void found.push({ kind: kindOf(rule.meta.id), text: text.slice(from, wordEnd(text, to)) }),
      ignore: () => {},
    };
    // The rules read nothing of a source but this.
    rule.create(context, {}).file?.({ content: text } as SecretLintSourceCode);
    return found;
  });

/** A token longer than its rule knows is a token to its end. */
const wordEnd = (text: string, from: number): number => {
  const rest = /[\w-]*/y;
  rest.lastIndex = from;
  return from + (rest.exec(text)?.[0].length ?? 0);
};

const kinds: Readonly<Record<string, string>> = {
  '1password': '1Password token',
  aws: 'AWS secret key',
  github: 'GitHub token',
  gitlab: 'GitLab token',
  huggingface: 'Hugging Face token',
  npm: 'npm token',
  openai: 'OpenAI key',
  anthropic: 'Anthropic key',
  privatekey: 'private key',
  sendgrid: 'SendGrid key',
  slack: 'Slack token',
  stripe: 'Stripe key',
  'hashicorp-vault': 'Vault token',
};

const kindOf = (rule: string): string => {
  const name = rule.replace(/^.*-rule-/, '');
  return kinds[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)} token`;
};
