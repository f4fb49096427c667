import * as v from 'valibot';
import { roomId } from '../protocol/ids';
import { failed, ok, type Result } from '../protocol/result';
import type { Deck, Rights } from '../protocol/state';

export type HttpError = {
  /** The server's code; `offline` where nothing answered, `malformed` where the answer made no sense. */
  readonly code: string;
  readonly message: string;
  readonly where?: string;
  readonly retry?: number;
};

const created = v.object({
  room: roomId,
  code: v.string(),
  url: v.string(),
  facilitator_key: v.string(),
  facilitator_url: v.string(),
  read_key: v.string(),
  report_url: v.string(),
});
export type CreatedRoom = Readonly<v.InferOutput<typeof created>>;
export type NewRoom = {
  readonly title?: string;
  readonly deck?: Deck;
  readonly passcode?: string;
  readonly rights?: Rights;
};

const found = v.object({ room: roomId });
const error = v.object({
  code: v.string(),
  message: v.string(),
  where: v.exactOptional(v.string()),
  retry: v.exactOptional(v.number()),
});

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** `POST /api/rooms`. */
export const createRoom = (room: NewRoom, fetch: Fetch): Promise<Result<CreatedRoom, HttpError>> =>
  post('/api/rooms', room, created, fetch);

/** `POST /api/codes`: which room a six-character code leads to. */
export const findRoom = (
  code: string,
  fetch: Fetch,
): Promise<Result<{ readonly room: string }, HttpError>> =>
  post('/api/codes', { code }, found, fetch);

async function post<S extends v.GenericSchema>(
  path: string,
  body: object,
  schema: S,
  fetch: Fetch,
): Promise<Result<v.InferOutput<S>, HttpError>> {
  let status: number;
  let answer: unknown;
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    status = response.status;
    answer = await response.json().catch(() => undefined);
  } catch {
    return failed({ code: 'offline', message: 'The server does not answer.' });
  }
  if (status >= 200 && status < 300) {
    const value = v.safeParse(schema, answer);
    if (value.success) return ok(value.output);
  } else {
    const reason = v.safeParse(error, answer);
    if (reason.success) return failed(reason.output);
  }
  return failed({ code: 'malformed', message: `The answer (${status}) could not be read.` });
}
