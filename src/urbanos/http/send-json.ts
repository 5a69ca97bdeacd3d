import type { FastifyReply } from 'fastify';
import type { Json } from '#urbanos/json.ts';

/**
 * Sends JSON under exactly the media type given. The text is handed over as bytes, because the server adds a charset
 * to the type of texts, which JSON does not have (RFC 8259) and which strict clients do not expect.
 */
export function sendJson(reply: FastifyReply, status: number, media: string, body: Json): FastifyReply {
  return reply
    .code(status)
    .header('content-type', media)
    .send(Buffer.from(JSON.stringify(body), 'utf8'));
}
