import { describe, expect, it } from 'vitest';
import { createRoom, findRoom, type Fetch } from '../../../src/net/http';
import { roomId } from '../support/room_facts';

const created = {
  room: roomId,
  code: 'K7PQ2M',
  url: 'http://localhost/r/x',
  facilitator_key: 'f',
  facilitator_url: 'http://localhost/r/x#f',
  read_key: 'r',
  report_url: 'http://localhost/r/x/report#r',
};
const answers =
  (status: number, body: unknown): Fetch =>
  () =>
    Promise.resolve(
      new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
    );

describe('HTTP-1 making a room', () => {
  it('sends what was chosen and reads the answer', async () => {
    const asked: unknown[] = [];
    const fetch: Fetch = (path, init) => {
      asked.push(path, init.method, init.headers, init.body);
      return answers(201, { ...created, more: 1 })(path, init);
    };
    expect(await createRoom({ title: 'Maps' }, fetch)).toEqual({ ok: true, value: created });
    expect(asked).toEqual([
      '/api/rooms',
      'POST',
      { 'content-type': 'application/json' },
      '{"title":"Maps"}',
    ]);
  });
});

describe('HTTP-2 finding a room by its code', () => {
  it('reads the room', async () => {
    expect(await findRoom('k7pq2m', answers(200, { room: roomId }))).toEqual({
      ok: true,
      value: { room: roomId },
    });
  });
});

describe('HTTP-3 errors', () => {
  it.each([
    [404, { code: 'not_found', message: 'There is no such room.' }],
    [429, { code: 'rate_limited', message: 'Too many.', retry: 10_000 }],
    [400, { code: 'bad_request', message: 'No.', where: 'title' }],
  ])('%i as the server says it', async (status, error) => {
    expect(await findRoom('x', answers(status, error))).toEqual({ ok: false, error });
  });
  it.each([
    ['an answer of another shape', answers(200, { room: 5 })],
    ['an error of another shape', answers(500, { oops: true })],
    ['no JSON at all', answers(502, '<html>')],
  ])('%s is malformed', async (_what, fetch) => {
    expect(await findRoom('x', fetch)).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });
  it('nobody there is offline', async () => {
    const fetch: Fetch = () => Promise.reject(new TypeError('network'));
    expect(await findRoom('x', fetch)).toMatchObject({ ok: false, error: { code: 'offline' } });
  });
});
