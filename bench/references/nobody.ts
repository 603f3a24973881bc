// Acknowledges at once and does nothing else: how fast the generator is.
import { createServer } from 'node:http';

const { SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_API_URL } = process.env;

const ready = (port?: number): void => console.log(JSON.stringify({ msg: 'Nobody is ready.', port }));

const overHttp = (): void => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    ready(typeof address === 'object' ? address?.port : undefined);
  });
};

const overSocket = async (): Promise<void> => {
  const headers = { authorization: `Bearer ${SLACK_APP_TOKEN}` };
  const response = await fetch(`${SLACK_API_URL}apps.connections.open`, { method: 'POST', headers });
  const { WebSocket } = await import('ws');
  const { url } = (await response.json()) as { url: string };
  const socket = new WebSocket(url);
  socket.on('message', (data) => {
    const { type, envelope_id } = JSON.parse(String(data));
    if (type === 'hello') ready();
    else socket.send(JSON.stringify({ envelope_id, payload: {} }));
  });
};

if (SLACK_SIGNING_SECRET) overHttp();
else await overSocket();
