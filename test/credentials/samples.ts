// Put together here, so that nobody's scanner takes this file for a leak.
const letters = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6';
const many = letters.repeat(6);
/** As AWS makes them: capitals and digits for the id, 40 of base64 for its secret. */
const keyOf = (sort: string): string => `${sort}${many.toUpperCase().slice(3, 19)}`;
const secretOf = `${many.slice(0, 19)}/${many.slice(0, 19)}+`;
const lines = (count: number, first: string): string =>
  [first.padEnd(64, letters), ...Array.from({ length: count }, (_, i) => `${i}${many}`.slice(0, 64))].join('\n');

/** What people paste at night: the sort, the words, and what must not be seen of them. */
export const pasted: readonly (readonly [kind: string, words: string, secret: string])[] = [
  ['Slack token', `use ${['xoxb', '1234567890123', '1234567890123', letters].join('-')} then`, letters],
  ['Slack token', ['xapp', '1', 'A0123456789', '1234567890123', 'ab12'.repeat(16)].join('-'), 'ab12'.repeat(16)],
  ['Slack token', `https://hooks.slack.com/services/${['T012', 'B012', letters].join('/')}`, letters],
  ['GitHub token', `export GH=ghp_${letters}.`, letters],
  ['GitHub token', `github_pat_${many.slice(0, 82)}`, many.slice(0, 82)],
  ['AWS secret key', `aws_secret_access_key = ${many.slice(0, 40)}`, many.slice(0, 40)],
  ['AWS access key id', `it is ${keyOf('AKIA')}.`, keyOf('AKIA')],
  ['AWS access key id', `AWS_ACCESS_KEY_ID=${keyOf('ASIA')}`, keyOf('ASIA')],
  ['AWS secret key', `${keyOf('AKIA')} ${secretOf}`, secretOf],
  ['AWS secret key', `secret ${secretOf} of ${keyOf('AKIA')}`, secretOf],
  ['AWS session token', `aws_session_token = ${many}`, many],
  ['password', 'password: hunter2x', 'hunter2x'],
  ['password', 'ADMIN_PASSWORD=swordfish', 'swordfish'],
  ['authorization header', `curl -H "Authorization: Bearer ${letters}" https://api.example.com`, letters],
  ['authorization header', 'authorization: Basic YW5hOmh1bnRlcjI=', 'YW5hOmh1bnRlcjI='],
  ['npm token', `npm_${letters}`, letters],
  ['npm token', `//registry.npmjs.org/:_authToken=npm_${letters}`, letters],
  ['OpenAI key', `sk-${many.slice(0, 20)}T3BlbkFJ${many.slice(0, 20)}`, many.slice(0, 20)],
  ['OpenAI key', `sk-proj-${many.slice(0, 74)}T3BlbkFJ${many.slice(0, 74)}`, many.slice(0, 74)],
  ['Anthropic key', `sk-ant-api03-${many.slice(0, 93)}AA`, many.slice(0, 93)],
  ['Stripe key', `sk_live_${letters}`, letters],
  ['Google API key', `?key=AIza${letters.slice(1)}`, letters.slice(1)],
  ['JSON web token', `Bearer eyJ${letters}.eyJ${letters}.${letters}`, letters],
  ['password in an address', 'see https://ana:hunter2!x@grafana.example.com/d/1', 'hunter2!x'],
  ['password in an address', 'postgres://admin:S3cret%20Pw@db-1.internal:5432/app', 'S3cret%20Pw'],
  ['password in an address', 'redis://:p4ss@w0rd@cache:6379', 'p4ss@w0rd'],
  ['password in an address', 'mongodb+srv://app:pw1@cluster0.mongodb.net/x', ':pw1'],
  [
    'private key',
    `-----BEGIN RSA PRIVATE KEY-----\n${lines(6, 'MIIEpAIBAAKCAQEA')}\n-----END RSA PRIVATE KEY-----`,
    many.slice(0, 40),
  ],
  [
    'private key',
    `{"private_key": "-----BEGIN PRIVATE KEY-----\\n${lines(6, 'MIIEvQIBADAN').replaceAll('\n', '\\n')}\\n-----END PRIVATE KEY-----\\n"}`,
    many.slice(0, 40),
  ],
  [
    'private key',
    `-----BEGIN ENCRYPTED PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n${lines(3, 'MIIEpAIBAAKCAQEA')}`,
    many.slice(0, 40),
  ],
];

/** The same, as people say it: what comes of a word and a number is no password, what a program reads is one. */
export const saidPasswords: readonly (readonly [words: string, secret: string])[] = [
  ['password: hunter2', 'hunter2'],
  ['Password is hunter2!', 'hunter2'],
  ['the new password is now Tr0ub4dor&3', 'Tr0ub4dor'],
  ['login ana, passwd=swordfish, host db-1', 'swordfish'],
  ['DB_PASSWORD=swordfish', 'swordfish'],
  ['PGPASSWORD=1234 psql', '1234'],
  ['{"user":"app","password":"swordfish"}', 'swordfish'],
  ['pwd: "s3same" on the jump host', 's3same'],
  ['POSTGRES_PASSWORD: corr3ct-horse-battery', 'corr3ct-horse-battery'],
  ['curl "https://db-1/?user=a&password=swordfish&x=1"', 'swordfish'],
  ['mysql --password=swordfish -h db-1', 'swordfish'],
  ['(ADMIN_PASSWORD=swordfish(the old one)', 'swordfish'],
  ['ADMIN_PASSWORD=swordfish(', 'swordfish'],
  ['mysqldump --password hunter2 app', 'hunter2'],
  ['passphrase: w1nter-is-coming', 'w1nter'],
  ['password=ab1!', 'ab1!'],
];

/** What people write all night, and what only looks like a credential. */
export const harmless: readonly string[] = [
  'the database is slow, restarting db-2 now',
  'see https://example.com:8443/a?b=1&c=2 and <https://acme.slack.com/archives/C0123/p1772366400000100>',
  'commit 3f786850e387550fdab836ed7e6dc881de23001b is the bad one',
  'request id 7f1b9c2e-8a3d-4f60-9d1a-2b3c4d5e6f70 fails',
  'postgres://app:$PASSWORD@db-1/app and redis://:<password>@cache and https://user:****@host.example.com',
  'ask ana@example.com or ben:ana@example.com at http://example.com:80/@ana',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 is deployed',
  'the -----BEGIN PRIVATE KEY----- line is missing from the file',
  ...[
    'password reset page is down',
    'password: reset page is down',
    'the password is wrong, and the token: expired',
    'password: expired',
    'Password: must have 8 characters',
    'forgot-password: 500 on every second request',
    'password: see 1Password, or ask ana@example.com',
    'password: 1Password',
    'passwords: 3 were rotated, 12 are left',
    'password_hash=x and password_resets=12 in the log',
    'the password is 3 days old',
    'the password is sha256',
    'password: 30min until it is rotated',
    'password: OPS-1234 is the ticket',
    'password: db-1.internal is down',
    'password: https://wiki.example.com/a1b2c3',
    'password == input and password=$DB_PASSWORD and password=process.env.PW',
    'password={{ vault.db }}, password=<redacted>, password=********, password: "$PW"',
    '{"password":["is too short"],"errors":{"password":"required"}}',
    'const password = readPassword(); password = input;',
    'cd "$PWD"; PWD=/home/ana/app2',
    'password: ok :white_check_mark: :+1:',
    'pass: 12, fail: 3',
    'password=getKey() password=decrypt(key, salt) password=input("new: ")',
    'the --password flag is missing, and the --password db.yml option, too',
    'Authorization: Bearer missing since noon, Authorization: Basic required, Authorization: Bearer $TOKEN',
    'trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7 of 01JC9Z3X5T8Q2W4E6R8T0Y1U3I',
    'AKIAIOSFODNN7EXAMPLE is in their manual',
    `a checksum alone is none: ${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzz12345678'}`,
  ],
];
