import { anything, byType, type Check, fields, flag, list, number, oneOf, text } from './check.ts';
import { confirm, id, option, optionGroups, options, placeholder, plainText } from './objects.ts';

/** Everything a person can press, choose or fill in, with Slack's limits. */

const common = { action_id: id, confirm, focus_on_load: flag };
const dispatch_action_config = anything;

const button = fields({
  'type*': anything,
  'text*': plainText(75),
  action_id: id,
  url: text(3000),
  value: text(2000),
  style: oneOf('primary', 'danger'),
  confirm,
  accessibility_label: text(75),
});

const select = (own: Record<string, Check>): Check => fields({ 'type*': anything, ...common, placeholder, ...own });
const many = { max_selected_items: number };
const choices = { options: options(100), option_groups: optionGroups };
const conversations = { default_to_current_conversation: flag, filter: anything, response_url_enabled: flag };

const selects: Record<string, Check> = {
  static_select: select({ ...choices, initial_option: option }),
  external_select: select({ min_query_length: number, initial_option: option }),
  users_select: select({ initial_user: text(255) }),
  conversations_select: select({ initial_conversation: text(255), ...conversations }),
  channels_select: select({ initial_channel: text(255), response_url_enabled: flag }),
  multi_static_select: select({ ...choices, initial_options: options(100), ...many }),
  multi_external_select: select({ min_query_length: number, initial_options: options(100), ...many }),
  multi_users_select: select({ initial_users: list(text(255), 100), ...many }),
  multi_conversations_select: select({ initial_conversations: list(text(255), 100), ...conversations, ...many }),
  multi_channels_select: select({ initial_channels: list(text(255), 100), ...many }),
};

const pickers: Record<string, Check> = {
  datepicker: select({ initial_date: text(10) }),
  timepicker: select({ initial_time: text(5), timezone: text(255) }),
  datetimepicker: select({ initial_date_time: number }),
  radio_buttons: select({ 'options*': options(10), initial_option: option }),
  checkboxes: select({ 'options*': options(10), initial_options: options(10) }),
};

const typed = (own: Record<string, Check>): Check => select({ dispatch_action_config, ...own });

const inputs: Record<string, Check> = {
  plain_text_input: typed({ initial_value: text(3000, 0), multiline: flag, min_length: number, max_length: number }),
  email_text_input: typed({ initial_value: text(3000, 0) }),
  url_text_input: typed({ initial_value: text(3000, 0) }),
  number_input: typed({
    'is_decimal_allowed*': flag,
    initial_value: text(255),
    min_value: text(255),
    max_value: text(255),
  }),
  rich_text_input: typed({ initial_value: anything }),
  file_input: select({ filetypes: list(text(255), 100), max_files: number }),
};

const overflow = fields({ 'type*': anything, action_id: id, 'options*': options(5), confirm });

const image = fields({
  'type*': anything,
  image_url: text(3000),
  slack_file: anything,
  'alt_text*': text(2000),
});

export const inActions: Check = byType({ button, overflow, ...selects, ...pickers });

export const asAccessory: Check = byType({ button, overflow, image, ...selects, ...pickers });

export const inInput: Check = byType({ ...selects, ...pickers, ...inputs });

export const inContextImage: Check = image;
