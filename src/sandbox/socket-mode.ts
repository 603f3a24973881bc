import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from './clock.ts';
import type { Outcome, Parcel, Transport } from './deliveries.ts';
import type { Ids } from './ids.ts';
import { asJson, type Json } from './json.ts';

type Goodbye = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** Slack's end of Socket Mode: tickets, hello, envelopes with a three-second timer, disconnects. */
export type SocketMode = Transport & {
  /** A new single-use address, as apps.connections.open gives it. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  open(): number;
  /** Says goodbye to all; the server closes ten seconds later what has not closed by then. */
  disconnect(reason: Goodbye): void;
  /** Breaks the connections without a word. */
  kill(): void;
  /** While true nobody gets in: apps.connections.open works, the upgrade is refused. */
  refusing: boolean;
  /** As Slack does: the closing handshake is answered, TCP stays open. */
  leaveTcpOpen: boolean;
  /** Whether an acknowledgement that comes after its timer still counts. */
  acceptLateAcks: boolean;
  /** Whether a retry bears the envelope_id of the first attempt. */
  sameEnvelopeOnRetry: boolean;
  stop(): Promise<void>;
};

type Waiting = { payload: Json; socket: WebSocket; settle(outcome: Outcome): void };

export const createSocketMode = (parts: {
  clock: Clock;
  ids: Ids;
  appId: string;
  origin: () => string;
  onLateAck(payload: Json): void;
}): SocketMode => {
  const { clock, ids } = parts;
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const sockets = new Set<WebSocket>();
  const raw = new Set<Duplex>();
  const waiting = new Map<string, Waiting>();
  const late = new Map<string, Json>();
  const envelopes = new Map<unknown, string>();
  const info = () => ({
    num_connections: sockets.size,
    debug_info: { host: 'applink-sandbox' },
    connection_info: { app_id: parts.appId },
  });

  /** A socket that is closing gets nothing more, though TCP may stay open for a while. */
  const listening = () => [...sockets].filter(({ readyState, OPEN }) => readyState === OPEN);

  const greet = (socket: WebSocket) => {
    if (sockets.size >= 10) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', ...info() }));
      return socket.close();
    }
    sockets.add(socket);
    const debug_info = { host: 'applink-sandbox', build_number: 18, approximate_connection_time: 18060 };
    socket.send(JSON.stringify({ type: 'hello', ...info(), debug_info }));
    socket.on('message', (data) => acknowledged(String(data)));
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      for (const each of waiting.values()) if (each.socket === socket) each.settle({ ok: false, reason: 'timeout' });
    });
  };
  const acknowledged = (data: string) => {
    const { envelope_id, payload } = readAck(data);
    const found = waiting.get(envelope_id);
    if (found) return found.settle({ ok: true, answer: payload });
    const missed = late.get(envelope_id);
    if (missed && mode.acceptLateAcks) parts.onLateAck(missed);
  };
  const envelope = ({ kind, payload, attempt }: Parcel): Json => {
    const envelope_id = (mode.sameEnvelopeOnRetry && envelopes.get(payload.event_id)) || ids.uuid();
    if (kind === 'events_api') envelopes.set(payload.event_id, envelope_id);
    const retry = kind === 'events_api' ? { retry_attempt: attempt, retry_reason: attempt > 0 ? 'timeout' : '' } : {};
    return { envelope_id, payload, type: kind, accepts_response_payload: takesAnswer(kind, payload), ...retry };
  };

  const mode: SocketMode = {
    refusing: false,
    leaveTcpOpen: false,
    acceptLateAcks: true,
    sameEnvelopeOnRetry: false,
    open: () => listening().length,
    ticket() {
      const ticket = ids.uuid();
      tickets.set(ticket, clock.now().getTime());
      return `${parts.origin().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${parts.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', parts.origin()).searchParams.get('ticket') ?? '';
      const issued = tickets.get(ticket);
      tickets.delete(ticket);
      if (mode.refusing || issued === undefined || clock.now().getTime() - issued > 30_000) {
        socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
        return;
      }
      raw.add(socket);
      socket.on('close', () => raw.delete(socket));
      if (mode.leaveTcpOpen) socket.end = () => socket;
      server.handleUpgrade(request, socket, head, greet);
    },
    send(parcel) {
      const socket = listening()[Math.floor(ids.chance() * listening().length)];
      if (!socket) return Promise.resolve({ ok: false, reason: 'connection_failed' });
      return new Promise((resolve) => {
        const sent = envelope(parcel);
        const id = String(sent.envelope_id);
        const settle = (outcome: Outcome) => {
          cancel();
          waiting.delete(id);
          if (!outcome.ok) late.set(id, parcel.payload);
          resolve(outcome);
        };
        const cancel = clock.after(3000, () => settle({ ok: false, reason: 'timeout' }));
        const lost: Outcome = { ok: false, reason: 'timeout' };
        const hear = (outcome: Outcome) => settle(parcel.fault === 'lose-ack' ? lost : outcome);
        waiting.set(id, { payload: parcel.payload, socket, settle: hear });
        socket.send(JSON.stringify(sent), () => {
          if (parcel.fault === 'kill-socket') socket.terminate();
        });
      });
    },
    disconnect(reason) {
      for (const socket of sockets) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-sandbox' } }));
        clock.after(10_000, () => socket.close());
      }
    },
    kill: () => {
      for (const socket of sockets) socket.terminate();
    },
    async stop() {
      const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.close(1001);
      await Promise.race([Promise.all(closed), new Promise((resolve) => setTimeout(resolve, 300).unref())]);
      for (const socket of raw) socket.destroy();
      server.close();
    },
  };
  return mode;
};

const takesAnswer = (kind: string, payload: Json): boolean =>
  kind === 'slash_commands' || ['view_submission', 'block_suggestion'].includes(String(payload.type));

const readAck = (data: string): { envelope_id: string; payload: unknown } => {
  try {
    const ack = asJson(JSON.parse(data));
    return { envelope_id: String(ack.envelope_id), payload: ack.payload };
  } catch {
    return { envelope_id: '', payload: undefined };
  }
};
