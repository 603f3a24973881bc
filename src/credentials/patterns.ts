import type { Credential } from '../incident/mask.ts';
import { awsKeys } from './aws.ts';
import { passwords } from './passwords.ts';

/** What the detector does not know, or hides more of than it must. */
export const recognized = (text: string): Credential[] => [
  ...addresses(text),
  ...privateKeys(text),
  ...tokens(text),
  ...awsKeys(text),
  ...passwords(text),
];

/** The password in an address, whatever its scheme; which host it was stays readable. */
const addresses = (text: string): Credential[] =>
  [
    ...text.matchAll(/\b[a-z][a-z0-9+.-]{1,30}:\/\/([^\s:@/?#<>"'`|]{0,100}):([^\s/?#<>"'`|]{1,256})@(?=[\w[])/gi),
  ].flatMap(([, user = '', password = '']) =>
    isPlaceholder(password) ? [] : asWritten('password in an address', `${user}:${password}`, password),
  );

/** Examples, and what some program will fill in. */
const isPlaceholder = (password: string): boolean =>
  /^(\W*|[${%[(*•].*|(.)\2*|pass(word)?|pw|pwd|secret|my-?password|your[-_]?password|redacted)$/i.test(password);

/** A key without its end was cut off by Slack, and is as secret. Its lines may stand apart in what was written. */
const privateKeys = (text: string): Credential[] =>
  [
    ...text.matchAll(
      /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----((?:\s*[\w-]{1,40}: [^\n]{0,200}\n)*[A-Za-z0-9+/=\s\\]{60,})(?:-----END [A-Z0-9 ]{0,40}-----)?/g,
    ),
  ].flatMap(([whole, inside = '']) => {
    const lines = inside.split(/\s+|\\n/).filter((line) => line.length >= SHORT_LINE);
    return asWritten('private key', whole, ...lines);
  });

const tokens = (text: string): Credential[] => [
  ...[...text.matchAll(/\beyJ[\w-]{8,2000}\.[\w-]{8,8000}\.[\w-]{16,2000}/g)].flatMap(([token]) =>
    asWritten('JSON web token', token),
  ),
  ...[...text.matchAll(/\bAIza[\w-]{35}/g)].flatMap(([token]) => asWritten('Google API key', token)),
  ...[...text.matchAll(header)].flatMap(([, token = '']) =>
    /\d|=$/.test(token) ? asWritten('authorization header', token) : [],
  ),
];

/** As it is pasted with the call that fails: `curl -H 'Authorization: Bearer …'`. */
const header =
  /\bauthorization["'`]?[^\S\n]{0,3}[:=][^\S\n]{0,3}["'`]?(?:bearer|basic|token)[^\S\n]{1,3}([\w.~+/-]{8,4000}={0,2})/gi;

const SHORT_LINE = 16;
const SHORT_WORD = 6;

/** Each way in which it may stand in the words. What is too short would mask other words, too. */
const asWritten = (kind: string, ...texts: readonly string[]): Credential[] =>
  texts.filter((text, i) => i === 0 || text.length >= SHORT_WORD).map((text) => ({ kind, text }));
