/** Abbreviations that mean one offset (minutes east of UTC) to nearly everybody who types them. */
export const fixed: ReadonlyMap<string, number> = new Map([
  ...['UTC', 'GMT', 'WET'].map((name) => [name, 0] as const),
  ...['CET', 'WEST', 'WAT'].map((name) => [name, 60] as const),
  ...['CEST', 'EET', 'CAT', 'SAST'].map((name) => [name, 120] as const),
  ...['EEST', 'MSK', 'EAT', 'TRT', 'IDT'].map((name) => [name, 180] as const),
  ['PKT', 300],
  ['NPT', 345],
  ...['ICT', 'WIB'].map((name) => [name, 420] as const),
  ...['AWST', 'HKT', 'SGT', 'PHT', 'WITA'].map((name) => [name, 480] as const),
  ...['JST', 'KST', 'WIT'].map((name) => [name, 540] as const),
  ['ACST', 570],
  ['AEST', 600],
  ['ACDT', 630],
  ['AEDT', 660],
  ['NZST', 720],
  ['NZDT', 780],
  ['NDT', -150],
  ...['ADT', 'BRT', 'ART', 'CLST'].map((name) => [name, -180] as const),
  ...['EDT', 'CLT'].map((name) => [name, -240] as const),
  ...['EST', 'CDT', 'COT', 'PET'].map((name) => [name, -300] as const),
  ['MDT', -360],
  ...['MST', 'PDT'].map((name) => [name, -420] as const),
  ...['PST', 'AKDT'].map((name) => [name, -480] as const),
  ['AKST', -540],
  ['HST', -600],
]);

/** Abbreviations that mean several offsets, with the zones that use them: what to type instead. */
export const several: ReadonlyMap<string, readonly string[]> = new Map([
  ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
  ['CST', ['America/Chicago', 'Asia/Shanghai', 'America/Havana']],
  ['BST', ['Europe/London', 'Asia/Dhaka']],
  ['AST', ['America/Halifax', 'Asia/Riyadh']],
  ['GST', ['Asia/Dubai', 'Atlantic/South_Georgia']],
  ['SST', ['Pacific/Pago_Pago', 'Asia/Singapore']],
  ['AMT', ['America/Manaus', 'Asia/Yerevan']],
  ['ECT', ['America/Guayaquil', 'Europe/Paris']],
  ['WST', ['Pacific/Apia', 'Australia/Perth']],
  ['NST', ['America/St_Johns', 'Pacific/Norfolk']],
  ['ET', ['America/New_York', 'EST', 'EDT']],
  ['CT', ['America/Chicago', 'CDT']],
  ['MT', ['America/Denver', 'MST', 'MDT']],
  ['PT', ['America/Los_Angeles', 'PST', 'PDT']],
]);

/**
 * Those that are at least as often something else (MSK is a managed Kafka, `cat` a command). After a clock time they
 * count only in capitals, and only in a zone that uses them.
 */
export const alsoWords: ReadonlySet<string> = new Set(
  'ADT AMT ART BRT CAT CLST CLT COT EAT ECT GST ICT IDT MET MSK NDT NPT NST PET PHT PKT SST TRT WAT WEST WET WIB WIT WITA WST'.split(
    ' ',
  ),
);

/** What zones are called where no English of Intl has a name for them. */
export const called: ReadonlyMap<string, Readonly<Record<number, string>>> = new Map<string, Record<number, string>>([
  ['Asia/Tokyo', { 540: 'JST' }],
  ['Asia/Seoul', { 540: 'KST' }],
  ['Asia/Jerusalem', { 120: 'IST', 180: 'IDT' }],
  ['Asia/Karachi', { 300: 'PKT' }],
  ['Asia/Jakarta', { 420: 'WIB' }],
  ['Europe/Moscow', { 180: 'MSK' }],
]);
