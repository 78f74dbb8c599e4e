import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The part of Express that firebase-functions uses of the requests and responses it is handed; the
 * platform's own server would bring the rest.
 */
export function expressLike(
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
  rawBody?: Buffer,
) {
  const req = Object.assign(request, {
    body,
    rawBody,
    header: (name: string) => request.headers[name.toLowerCase()],
  });
  const res = Object.assign(response, {
    status(code: number) {
      response.statusCode = code;
      return res;
    },
    send(answer: unknown) {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(answer));
      return res;
    },
  });
  return { req, res };
}
