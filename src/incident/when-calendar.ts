/** A day of the calendar as its midnight in UTC; nothing where there is no such day (30 February). Months count from 1. */
export const calendarDay = (year: number, month: number, date: number): number | undefined => {
  const midnight = new Date(Date.UTC(year, month - 1, date));
  return midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === date ? midnight.getTime() : undefined;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const date = '\\d{1,2}(?:st|nd|rd|th)?';
const year = '(?:19|20)\\d\\d(?![\\d:])';

/** `Nov 3`, `3 November`, `Nov 3rd, 2023`, `2023-11-03`: a pattern's text, with the groups that `readDate` reads. */
export const writtenDate = [
  '(?<iso>(?:19|20)\\d\\d-\\d\\d-\\d\\d)',
  `(?:(?<month>${month})\\.?[^\\S\\n]+(?<date>${date})(?:,?[^\\S\\n]+(?<year>${year}))?)`,
  `(?:(?<date>${date})[^\\S\\n]+(?<month>${month})(?:\\.?,?[^\\S\\n]+(?<year>${year}))?)`,
].join('|');

export type WrittenDate = { readonly year?: number; readonly month: number; readonly date: number };

export const readDate = (groups: Readonly<Record<string, string | undefined>>): WrittenDate | undefined => {
  if (groups.iso) {
    const [year = 0, month = 0, date = 0] = groups.iso.split('-').map(Number);
    return { year, month, date };
  }
  if (!groups.month || !groups.date) return undefined;
  const written = { month: monthNumber(groups.month), date: Number.parseInt(groups.date, 10) };
  return groups.year ? { ...written, year: Number(groups.year) } : written;
};
