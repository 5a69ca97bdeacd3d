import fastify from 'fastify';
import PouchDB from 'pouchdb';

/**
 * The part of CouchDB's HTTP interface that replication uses, over one PouchDB in LevelDB: what PouchDB's own server
 * does with these requests, without its other fifty packages.
 * @returns the port that it listens on
 */
export async function startCouchServer(directory: string): Promise<number> {
  const database = new PouchDB(directory);
  const server = fastify({ bodyLimit: 64 * 1024 * 1024 });
  const query = (request: { query: unknown }) =>
    Object.fromEntries(
      Object.entries(request.query as Record<string, string>).map(([name, text]) => [name, parsed(text)]),
    );
  server.get('/', async () => ({ couchdb: 'Welcome', version: '3.0.0', uuid: 'bench' }));
  server.get('/registry', () => database.info());
  server.get('/registry/', () => database.info());
  server.get('/registry/_changes', (request) => database.changes({ ...query(request), live: false }));
  server.post('/registry/_changes', (request) => database.changes({ ...query(request), live: false }));
  server.post('/registry/_revs_diff', (request) => database.revsDiff(request.body as object));
  server.post('/registry/_bulk_get', (request) =>
    database.bulkGet({ ...query(request), ...(request.body as object) }),
  );
  server.post('/registry/_bulk_docs', async (request, reply) => {
    const { docs, ...options } = request.body as { docs: object[] };
    return reply.code(201).send(await database.bulkDocs(docs, options));
  });
  server.get('/registry/_local/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    try {
      return await database.get(`_local/${id}`);
    } catch {
      return reply.code(404).send({ error: 'not_found', reason: 'missing' });
    }
  });
  server.put('/registry/_local/:id', async (request, reply) =>
    reply.code(201).send(await database.put(request.body as object)),
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
