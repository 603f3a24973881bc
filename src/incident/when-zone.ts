import { refuse } from './refusal.ts';
import { alsoWords, fixed, several } from './when-abbreviations.ts';
import { abbreviationAt, isOffset, offsetAt, offsetName } from './zone.ts';

export type Zones = { readonly now: Date; readonly zone: string; readonly writerZone?: string };

/** What may stand after a time: its end. A dash or colon before a digit belongs to what follows (`14:05-14:20`, `12:345`). */
export const end = '(?=$|\\s|,|[:;](?!\\d)|[-\\u2010-\\u2015\\u2212](?!\\w)|[.!?)](?:\\s|$))';

/** The zone at the beginning of `text`, which follows a clock time: the minutes after midnight, to doubt `09:00-10:00`. */
export const leadingZone = (text: string, clock: number, zones: Zones): { zone: string; length: number } | undefined =>
  writtenOffset(text, clock, zones) ?? writtenName(text, zones);

const offset = new RegExp(
  `^[^\\S\\n]*(?<utc>utc|gmt)?(?<sign>[+\\u2010-\\u2015\\u2212-])(?<hours>\\d\\d?)(?::(?<minutes>\\d\\d))?${end}`,
  'i',
);

const writtenOffset = (text: string, clock: number, zones: Zones) => {
  const { 0: match, groups = {} } = offset.exec(text) ?? {};
  if (match === undefined || !groups.hours) return undefined;
  // `+5` is a number and not a zone; `-03` is what Debrief itself calls the zone of São Paulo.
  if (!groups.utc && !groups.minutes && !ownNames(zones).has(match.trim())) return undefined;
  if (!groups.utc && groups.hours.length !== 2) return undefined;
  const sign = groups.sign === '+' ? '+' : '-';
  const zone = `${sign}${groups.hours.padStart(2, '0')}:${groups.minutes ?? '00'}`;
  if (!isOffset(zone)) return undefined;
  const until = Number(groups.hours) * 60 + Number(groups.minutes ?? 0);
  if (sign === '-' && !groups.utc && until > clock && !ownOffsets(zones).has(zone)) {
    const [from, to] = [clockText(clock), zone.slice(1)];
    return refuse(
      `\`${from}${zone}\` may be from ${from} to ${to}, or ${from} in the zone UTC${zone}. ` +
        `Write \`${from} to ${to}\`, or \`${from} UTC${zone}\`.`,
    );
  }
  return { zone, length: match.length };
};

const name = new RegExp(`^(?<gap>[^\\S\\n]*)(?<name>[a-z]{1,5})${end}`, 'i');

const writtenName = (text: string, zones: Zones) => {
  const { 0: match, groups = {} } = name.exec(text) ?? {};
  if (match === undefined || !groups.name) return undefined;
  const zone = named(groups.name, groups.gap === '', zones);
  return zone === undefined ? undefined : { zone, length: match.length };
};

const named = (typed: string, attached: boolean, zones: Zones): string | undefined => {
  const upper = typed.toUpperCase();
  if (upper === 'Z') return typed === 'Z' || attached ? 'UTC' : undefined;
  if (upper === 'UTC' || upper === 'GMT') return upper;
  if (typed !== upper && (alsoWords.has(upper) || upper.length === 2)) return undefined;
  const own = ownNames(zones).get(upper);
  if (own?.size === 1) return own.values().next().value;
  const meanings = several.get(upper);
  // Written small, `ist` is a German word, and `ast` a tree.
  const isMeant = typed === upper ? !alsoWords.has(upper) : !['IST', 'AST'].includes(upper);
  if (own || (meanings && isMeant)) {
    return refuse(meansSeveral(upper, meanings ?? [zones.zone, zones.writerZone ?? zones.zone], zones.now));
  }
  return fixed.has(upper) && !alsoWords.has(upper) ? upper : undefined;
};

const meansSeveral = (name: string, meanings: readonly string[], now: Date): string => {
  // Dublin is on IST in summer only.
  const season = (zone: string) =>
    [midwinter(now), midsummer(now)].find((instant) => abbreviationAt(zone, instant) === name) ?? now;
  const examples = meanings.map((zone) => `\`14:05 ${offsetName(offsetAt(zone, season(zone)))}\` (${zone})`);
  return (
    `${name} means several time zones. Write the offset after the time, such as ${examples.join(', ')}. ` +
    `If ${name} is one of your words, put a comma before it.`
  );
};

/** What the incident's and the writer's zones are called this year, and which zone each name then means. */
const ownNames = ({ now, zone, writerZone }: Zones): Map<string, Set<string>> => {
  const names = new Map<string, Set<string>>();
  for (const own of [zone, writerZone ?? zone]) {
    for (const instant of [midwinter(now), midsummer(now)]) {
      const [called, offset] = [abbreviationAt(own, instant), offsetAt(own, instant)];
      // A name that everybody knows stays a name; `IST` of one's own zone becomes the offset which it means there.
      add(names, called, fixed.get(called) === offset ? called : offsetName(offset));
    }
    const generic = genericName(own, now);
    if (generic) add(names, generic, own);
  }
  return names;
};

const ownOffsets = ({ now, zone, writerZone }: Zones): Set<string> =>
  new Set(
    [zone, writerZone ?? zone].flatMap((own) =>
      [midwinter(now), midsummer(now)].map((instant) => offsetName(offsetAt(own, instant))),
    ),
  );

const add = (names: Map<string, Set<string>>, name: string, zone: string) =>
  names.set(name, (names.get(name) ?? new Set()).add(zone));

/** `PT` for Los Angeles, where the clocks say PST and PDT. */
const genericName = (zone: string, now: Date): string | undefined => {
  if (!zone.includes('/')) return undefined;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortGeneric' });
  const generic = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value;
  return generic && /^[A-Z]T$/.test(generic) ? generic : undefined;
};

const midwinter = (now: Date) => new Date(Date.UTC(now.getUTCFullYear(), 0, 15));
const midsummer = (now: Date) => new Date(Date.UTC(now.getUTCFullYear(), 6, 15));

const clockText = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
