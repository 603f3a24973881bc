import { WebSocket } from 'ws';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

type Envelope = {
  type: string;
  envelope_id: string;
  reason?: string;
  retry_attempt?: number;
  retry_reason?: string;
  payload: { event_id: string; event: { type: string; text: string } };
};

/** A Socket Mode client without any manners: it acknowledges only when it is told to. */
export const openSocket = async (sandbox: Sandbox) => {
  const headers = { authorization: `Bearer ${sandbox.appToken}` };
  const answer = await fetch(`${sandbox.apiUrl}apps.connections.open`, { method: 'POST', headers });
  const { url } = (await answer.json()) as { url: string };
  return connect(url);
};

export const connect = async (url: string) => {
  const socket = new WebSocket(url);
  const arrived: Envelope[] = [];
  const wanted: ((envelope: Envelope) => void)[] = [];
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const opened = new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  socket.on('message', (data) => {
    const envelope = JSON.parse(String(data)) as Envelope;
    const next = wanted.shift();
    if (next) next(envelope);
    else arrived.push(envelope);
  });
  const next = () => {
    const first = arrived.shift();
    return first ? Promise.resolve(first) : new Promise<Envelope>((resolve) => wanted.push(resolve));
  };
  const ack = ({ envelope_id }: Envelope, payload: object = {}) =>
    socket.send(JSON.stringify({ envelope_id, payload }));
  return { url, opened: await opened, arrived, next, ack, closed, close: () => socket.close() };
};
