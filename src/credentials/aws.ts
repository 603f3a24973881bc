import type { Credential } from '../incident/mask.ts';

/** Keys of AWS: the id, what looks like its secret beside it, and a session's token. Those in its manuals are nobody's. */
export const awsKeys = (text: string): Credential[] => {
  const ids = [...text.matchAll(keyId)].filter(([id]) => !id.endsWith('EXAMPLE'));
  const isNear = (place: number): boolean => ids.some(({ index }) => Math.abs(index - place) < NEAR);
  const secrets = ids.length > 0 ? [...text.matchAll(secretKey)].filter(({ 0: key }) => isMixed(key)) : [];
  return [
    ...ids.map(([id]) => ({ kind: 'AWS access key id', text: id })),
    ...secrets.filter(({ index }) => isNear(index)).map(([key]) => ({ kind: 'AWS secret key', text: key })),
    ...[...text.matchAll(sessionToken)].map(([, token = '']) => ({ kind: 'AWS session token', text: token })),
  ];
};

const keyId = /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g;
const secretKey = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
const sessionToken = /session_?token["'`]?[^\S\n]{0,3}[:=][^\S\n]{0,3}["'`]?([A-Za-z0-9/+]{100,2000}={0,2})/gi;

/** How far from an id its secret is looked for: alone, it looks like a hash of any other sort. */
const NEAR = 300;

/** No hash, which has one case, and no path. */
const isMixed = (key: string): boolean =>
  /[a-z]/.test(key) && /[A-Z]/.test(key) && /\d/.test(key) && !key.endsWith('EXAMPLEKEY');
