import type { FastifyReply } from 'fastify';

/** Answers a page that needs nothing else, and tells the browser to load nothing else. */
export const sendReport = (reply: FastifyReply, page: string): FastifyReply =>
  reply
    .header('cache-control', 'private, no-cache')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    .type('text/html; charset=utf-8')
    .send(page);
