import { byType, type Check, fields, flag, list, oneOf, text } from './check.ts';

/** The small parts that blocks are made of: texts, options, confirmations. */

export const plainText = (max: number): Check =>
  fields({ 'type*': oneOf('plain_text'), 'text*': text(max), emoji: flag });

export const anyText = (max: number): Check =>
  byType({
    plain_text: plainText(max),
    mrkdwn: fields({ 'type*': oneOf('mrkdwn'), 'text*': text(max), verbatim: flag }),
  });

export const id: Check = text(255);

export const confirm: Check = fields({
  'title*': plainText(100),
  'text*': anyText(300),
  'confirm*': plainText(30),
  'deny*': plainText(30),
  style: oneOf('primary', 'danger'),
});

export const option: Check = fields({
  'text*': anyText(75),
  'value*': text(150),
  description: anyText(75),
  url: text(3000),
});

export const options = (max: number): Check => list(option, max);

export const optionGroups: Check = list(fields({ 'label*': plainText(75), 'options*': options(100) }), 100);

export const placeholder: Check = plainText(150);
