import { asList, type Json } from '../json.ts';
import { validateBlocks } from './blocks.ts';
import { anything, type Check, error, fields, flag, oneOf, text } from './check.ts';
import { plainText } from './objects.ts';

const common = {
  'type*': oneOf('modal', 'home'),
  'blocks*': anything,
  private_metadata: text(3000, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
};

const modal = fields({
  ...common,
  'title*': plainText(24),
  submit: plainText(24),
  close: plainText(24),
  clear_on_close: flag,
  notify_on_close: flag,
  submit_disabled: flag,
});

const home = fields({ ...common, title: plainText(24) });

/** What Slack would say about this view; nothing, if it takes it. */
export const validateView = (view: Json): string[] => {
  const found = [
    ...(view.type === 'home' ? home : modal)(view, '/view'),
    ...validateBlocks(view.blocks, view.type === 'home' ? 'home' : 'modal', '/view/blocks'),
    ...submitForInputs(view, '/view'),
  ];
  return found.length > 0 ? [error('failed to match all allowed schemas', '/view'), ...found] : [];
};

const submitForInputs: Check = (value, at) => {
  const view = value as Json;
  const asks = view.type === 'modal' && asList(view.blocks).some(({ type }) => type === 'input');
  return asks && !view.submit ? [error('missing required field: submit', at)] : [];
};
