import type { Credential } from '../incident/mask.ts';

/**
 * What somebody calls a password: `password: hunter2`, `DB_PASSWORD=swordfish`, `"pwd": "swordfish"`, "the password is hunter2",
 * `--password hunter2`.
 * In an incident much is said of passwords that is none ("password: expired"), so what could be a word counts only where a
 * program would read it.
 */
export const passwords = (text: string): Credential[] =>
  [...text.matchAll(called)].flatMap(({ index, 0: whole, 1: sign = '', 3: quoted, 4: bare = '' }) => {
    const value = quoted ?? bare.replace(/[.,;:()\]}]+$/, '');
    if (isCall(bare, text.charAt(index + whole.length)) || !isPassword(value, sign, quoted !== undefined)) return [];
    const said = quoted === undefined ? whole.slice(0, whole.length - bare.length + value.length) : whole;
    // Masked alone, a short one would hide other words, too.
    return [{ kind: 'password', text: value.length < SHORT ? said : value }];
  });

const called =
  /(?:pass(?:word|wd|phrase)|(?<![a-z])pwd)["'`]?([^\S\n]{0,3}(?::=|=>|[:=](?![=~]))[^\S\n]{0,3}|[^\S\n]{1,3}is[^\S\n]{1,3}(?:now[^\S\n]{1,3})?|(?<=--pass(?:word|wd|phrase))[^\S\n]{1,3})(?:(["'`“])([^\s"'`“”]{1,128})["'`”]|([^\s"'`“”<>|,;&]{1,128}))/gi;

const SHORT = 6;
const SHORTEST = 4;

const isPassword = (value: string, sign: string, isQuoted: boolean): boolean => {
  if (isStandIn(value) || isOrdinary.test(value)) return false;
  if (isMixed(value) && value.length >= SHORT) return true;
  if (/is/i.test(sign)) return false;
  // No program writes spaces around the sign and no quotes around a word: people do.
  const isWritten = isQuoted || sign === '=';
  return isWritten && value.length >= SHORTEST && !isOther.test(value) && !/pass|pwd|secret/i.test(value);
};

/** Letters with digits or signs, as words have none. */
const isMixed = (value: string): boolean => {
  const said = value.replace(/[!?]+$/, '');
  return /\p{L}/u.test(said) && (/\d/.test(said) || /[^\p{L}\s._:/@-]/u.test(said)) && !isOther.test(said);
};

/** `readPassword()`, `decrypt(key, salt)`: what a program asks for it. A bracket alone makes no call. */
const isCall = (bare: string, next: string): boolean =>
  /^[a-z_.]*\(/i.test(bare) && (bare.includes(')') || /["'`“”,]/.test(next));

/** Examples, variables, what a program will fill in, paths. */
const isStandIn = (value: string): boolean =>
  /^(?:\W*|[${%[(<*•#~/.].*|(.)\1*|[a-z_]\w*(?:\.[a-z_]\w*)+|pass(?:word)?|pw|pwd|secret|my-?password|your[-_]?password|redacted)$/i.test(
    value,
  );

/** What is said of passwords, by people and by programs. */
const isOrdinary =
  /^(?:true|false|null|nil|none|undefined|unknown|string|text|value|yes|no|required|optional|invalid|valid|wrong|incorrect|correct|missing|mismatch|expired|expires|rotated|reset|changed|unchanged|updated|weak|strong|blank|empty|hidden|masked|filtered|removed|deleted|forbidden|denied|failed|failing|fails|disabled|enabled|locked|broken|stale|old|new|same|different|encrypted|hashed|leaked|compromised|forgotten|ignored|skipped|set|unset|todo|tbd|n\/a)$/i;

/** A host, a page, an address, a ticket, a time, a length, an emoji, the name of a product or of a cipher. */
const isOther =
  /^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|\w+:\/\/.*|[^@\s]+@[\w-]+\..*|[A-Z]{1,10}-\d+|\d{1,2}:\d\d.*|\d+(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|x+|k|mb|gb|%|st|nd|rd|th)|:[\w+-]+:|1password.*|(?:sha|md|base|utf|aes|rsa|bcrypt|argon|oauth|http|ipv|v)[-_]?\d.*|\p{L}+['’]\p{L}+)$/iu;
