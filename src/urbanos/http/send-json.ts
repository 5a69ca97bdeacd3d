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

const [begin, comma, end] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')];

/** The same of a list whose members are JSON in UTF-8 already. */
export function sendJsonList(reply: FastifyReply, media: string, members: readonly Buffer[]): FastifyReply {
  const parts = members.flatMap((member, index) => (index === 0 ? [member] : [comma, member]));
  return reply
    .code(200)
    .header('content-type', media)
    .send(Buffer.concat([begin, ...parts, end]));
}
