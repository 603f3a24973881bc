/**
 * Why Slack may refuse a call for as long as something is as it is: a token, a scope, a channel, a rule of the workspace.
 * Somebody can put that right, so what was refused is tried again, ever more seldom, and is not given up. `people`: what
 * who writes in the channel should know; `operator`: what who runs Debrief can do.
 */
type Standing = { readonly people: string; readonly operator: string };

const token: Standing = {
  people: "Slack does not let Debrief in any more; the operator's log says what to do.",
  operator: 'Slack does not accept SLACK_BOT_TOKEN: install the app again, copy the token, and start Debrief again.',
};
const scope: Standing = {
  people: "Slack does not let Debrief show everything; the operator's log says what to do.",
  operator: 'A scope is missing: paste manifest.yml into the app, install it again, and see `debrief doctor`.',
};
const rule: Standing = {
  people: "A rule of this workspace keeps Debrief from showing everything; the operator's log says what to do.",
  operator: 'A rule of the workspace forbids it: ask its admins to allow the app to do this.',
};
const outside: Standing = {
  people: 'Debrief is not in this channel, so what is said here is not recorded, only commands are: invite it again.',
  operator: 'Debrief is not in the channel: somebody in it has to invite it again.',
};
const archived: Standing = {
  people: 'This channel is archived, and only a person can unarchive it.',
  operator: 'The channel is archived: only a person can unarchive it.',
};
const gone: Standing = {
  people: 'Debrief cannot find this channel: invite it if it is there.',
  operator: 'The channel was deleted, or is private and Debrief is not in it: somebody in it has to invite it.',
};

const reasons: Readonly<Record<string, Standing>> = {
  invalid_auth: token,
  not_authed: token,
  account_inactive: token,
  token_revoked: token,
  token_expired: token,
  not_allowed_token_type: token,
  missing_scope: scope,
  no_permission: scope,
  access_denied: rule,
  ekm_access_denied: rule,
  enterprise_is_restricted: rule,
  org_login_required: rule,
  team_access_not_granted: rule,
  team_added_to_org: rule,
  restricted_action: rule,
  restricted_action_read_only_channel: rule,
  restricted_action_thread_only_channel: rule,
  restricted_action_non_threadable_channel: rule,
  restricted_action_thread_locked: rule,
  not_in_channel: outside,
  is_archived: archived,
  channel_is_archived: archived,
  channel_not_found: gone,
};

export const reasonOf = (error: string): Standing | undefined =>
  Object.hasOwn(reasons, error) ? reasons[error] : undefined;

/** Slack does not know us any more: no call will do. */
export const isThrownOut = (error: string | undefined): boolean => error !== undefined && reasonOf(error) === token;
