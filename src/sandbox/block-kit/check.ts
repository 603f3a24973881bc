import { isJson, type Json } from '../json.ts';

/** Slack's complaints about one part of a payload, each with a JSON pointer to the place. */
export type Check = (value: unknown, at: string) => string[];

export const error = (words: string, at: string): string => `[ERROR] ${words} [json-pointer:${at}]`;

export const text =
  (max: number, min = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return [error('must be a string', at)];
    const length = [...value].length;
    if (length > max) return [error(`must be less than ${max + 1} characters`, at)];
    return length < min ? [error(`must be more than ${min - 1} characters`, at)] : [];
  };

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, at) =>
    allowed.includes(value) ? [] : [error('must be a valid enum value', at)];

export const flag: Check = (value, at) => (typeof value === 'boolean' ? [] : [error('must be a boolean', at)]);

export const number: Check = (value, at) => (typeof value === 'number' ? [] : [error('must be a number', at)]);

export const anything: Check = () => [];

export const list =
  (each: Check, max: number, min = 1): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return [error('must provide an array', at)];
    if (value.length > max) return [error(`no more than ${max} items allowed`, at)];
    if (value.length < min) return [error(`no fewer than ${min} items allowed`, at)];
    return value.flatMap((item, index) => each(item, `${at}/${index}`));
  };

/** An object with these fields and no others; a name that ends in `*` is required. */
export const fields = (shape: Record<string, Check>): Check => {
  const known = new Map(Object.entries(shape).map(([name, check]) => [name.replace('*', ''), check]));
  const required = Object.keys(shape).filter((name) => name.endsWith('*'));
  return (value, at) => {
    if (!isJson(value)) return [error('must be an object', at)];
    const missing = required.map((name) => name.slice(0, -1)).filter((name) => isAbsent(value, name));
    return [
      ...missing.map((name) => error(`missing required field: ${name}`, at)),
      ...Object.keys(value)
        .filter((name) => !known.has(name))
        .map((name) => error(`invalid additional property: ${name}`, at)),
      ...[...known].flatMap(([name, check]) => (isAbsent(value, name) ? [] : check(value[name], `${at}/${name}`))),
    ];
  };
};

const isAbsent = (value: Json, name: string): boolean => value[name] === undefined || value[name] === null;

export const all =
  (...checks: Check[]): Check =>
  (value, at) =>
    checks.flatMap((check) => check(value, at));

/** Chooses the check by the value's own `type`. */
export const byType =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isJson(value)) return [error('must be an object', at)];
    const check = checks[String(value.type)];
    return check ? check(value, at) : [error(`unsupported type: ${String(value.type)}`, `${at}/type`)];
  };
