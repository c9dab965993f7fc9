/** An https server of a test's own on loopback, which counts who connects. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, beforeEach } from 'node:test';
import { selfSigned } from '../../scripts/lib/certificate.mjs';

export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpsServer {
  readonly port: number;
  /** What it proves itself by, as PEM. */
  readonly cert: string;
  /** Since the test began. */
  connections: number;
  got: Got[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Runs until the file's tests are done; each test begins with nothing got and an answer of 200. */
export async function httpsServer(hosts: readonly string[]): Promise<HttpsServer> {
  const { key, cert } = selfSigned(hosts);
  const server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const body = Buffer.concat(chunks).toString();
      self.got.push({ method, path, headers: headers as Record<string, string>, body });
      self.answer(request, response);
    });
  });
  server.on('connection', () => self.connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: HttpsServer = {
    port: (server.address() as AddressInfo).port,
    cert,
    connections: 0,
    got: [],
    answer: () => undefined,
  };
  beforeEach(() => {
    self.connections = 0;
    self.got = [];
    self.answer = (_request, response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('done');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return self;
}
