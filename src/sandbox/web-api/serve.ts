import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiFault, Faults } from '../faults.ts';
import { asText, type Json } from '../json.ts';
import { fail, SlackError } from '../slack-error.ts';
import type { World } from '../world.ts';
import { readArguments } from './arguments.ts';
import type { Method, Methods } from './method.ts';
import { requireScope } from './method.ts';
import { createRateLimits } from './rate-limits.ts';

/** One served call, for assertions. Arguments are unpacked, tokens left out. */
export type Call = {
  readonly method: string;
  readonly args: Json;
  readonly at: Date;
  answer: Json;
  status: number;
};

export type WebApi = {
  readonly calls: readonly Call[];
  readonly unknownMethods: readonly string[];
  serve(request: IncomingMessage, response: ServerResponse, method: string, query: URLSearchParams): Promise<void>;
};

export const createWebApi = (world: World, methods: Methods, faults: Faults): WebApi => {
  const calls: Call[] = [];
  const unknownMethods: string[] = [];
  const limit = createRateLimits(world.clock);

  const answer = async (method: Method | undefined, name: string, token: string, args: Json): Promise<Json> => {
    if (!method) {
      unknownMethods.push(name);
      return fail('unknown_method', { req_method: name });
    }
    authorize(world, method, token);
    requireScope(world, method.scopes);
    const messages = (method.required ?? [])
      .filter((arg) => args[arg] === undefined || args[arg] === '')
      .map((arg) => `[ERROR] missing required field: ${arg}`);
    if (messages.length > 0) fail('invalid_arguments', { response_metadata: { messages } });
    const caller = world.users.get(world.app.botUserId) ?? fail('account_inactive');
    return { ok: true, ...(await method.run({ world, args, caller })) };
  };

  const wait = (name: string, method: Method | undefined, args: Json): number => {
    if (!world.features.rateLimits) return 0;
    if (name === 'chat.postMessage') return limit(`${name} ${asText(args.channel)}`, 5, 5000);
    return method?.perMinute === undefined ? 0 : limit(name, method.perMinute, 60_000);
  };

  return {
    calls,
    unknownMethods,
    async serve(request, response, name, query) {
      const method = methods[name];
      const fault = faults.takeForCall(name);
      const { token: inBody, ...args } = await readArguments(request, query).catch(asAnswer);
      const token = asText(inBody) || (request.headers.authorization ?? '').replace(/^Bearer /i, '');
      const call: Call = { method: name, args, at: world.clock.now(), answer: {}, status: 0 };
      calls.push(call);
      if (fault?.latency) await new Promise<void>((resume) => void world.clock.after(fault.latency ?? 0, resume));
      const pause = wait(name, method, args);
      if (pause > 0) return send(world, response, call, method, { status: 429, retryAfter: pause }, {});
      if (fault && spoils(fault) && fault.when !== 'after') return send(world, response, call, method, fault, {});
      const given = args.ok === false ? args : await answer(method, name, token, args).catch(asAnswer);
      send(world, response, call, method, fault && spoils(fault) ? fault : {}, given);
    },
  };
};

const authorize = (world: World, method: Method, token: string): void => {
  if (token === '') fail('not_authed');
  const kind = token === world.app.botToken ? 'bot' : token === world.app.appToken ? 'app' : fail('invalid_auth');
  if (world.revoked()) fail('token_revoked');
  if (kind !== (method.token ?? 'bot')) fail('not_allowed_token_type');
};

const spoils = ({ status, error, reset }: ApiFault): boolean => Boolean(status || error || reset);

const asAnswer = (error: unknown): Json => {
  if (error instanceof SlackError) return { ok: false, error: error.message, ...error.details };
  return { ok: false, error: 'internal_error', detail: String(error instanceof Error ? error.stack : error) };
};

const send = (
  world: World,
  response: ServerResponse,
  call: Call,
  method: Method | undefined,
  fault: ApiFault,
  given: Json,
): void => {
  const limited = fault.status === 429 || fault.retryAfter !== undefined;
  const error = fault.error ?? (limited ? 'ratelimited' : fault.status ? 'internal_error' : undefined);
  call.answer = error ? { ok: false, error } : given;
  call.status = fault.reset ? 0 : (fault.status ?? (limited ? 429 : 200));
  if (fault.reset) return void response.socket?.destroy();
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': world.app.scopes.join(','),
    'x-accepted-oauth-scopes': (method?.scopes ?? []).join(','),
    ...(limited && { 'retry-after': String(fault.retryAfter ?? 1) }),
  };
  response.writeHead(call.status, headers).end(JSON.stringify(call.answer));
};
