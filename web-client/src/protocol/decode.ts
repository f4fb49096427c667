/**
 * From JSON to messages: the only way in. What comes out is exactly what the types say; unknown
 * fields are gone, unknown message types and operations are named as such.
 */
import * as v from 'valibot';
import * as ids from './ids';
import type { ServerMessage } from './messages';
import { operationData, operationFrame, type Operation, type OperationName } from './operation';
import { failed, ok, type Result } from './result';
import * as state from './state';

/** Which field was not what the rules say ("items[3].data.rank"), and why. */
export type DecodeError = { readonly where: string; readonly message: string };

const optional = v.exactOptional;
const text = v.string();
const count = state.count;

const refusalData = v.object({
  doc: optional(text),
  v: optional(count),
  limit: optional(v.number()),
  phase: optional(text),
  at: optional(count),
  ticket: optional(ids.ticketId),
  ballot: optional(ids.ballotId),
  field: optional(text),
  by: optional(state.by),
  seq: optional(count),
  archived: optional(v.object({ at: count, by: state.by })),
  path: optional(v.array(ids.ticketId)),
  revision: optional(count),
  item: optional(ids.itemId),
  ms: optional(count),
  ready: optional(count),
  of: optional(count),
});

const messageBody = {
  welcome: v.object({
    protocol: count,
    server: text,
    participant: optional(ids.participantId),
    role: v.picklist(['estimator', 'observer', 'reader']),
    facilitates: v.boolean(),
    owns: v.boolean(),
    seat: optional(text),
    session: v.picklist(['new', 'known']),
    forgotten: count,
    epoch: text,
    seq: count,
    mode: v.picklist(['live', 'replay', 'snapshot']),
    server_time: count,
    durability: text,
    limits: v.record(text, v.number()),
  }),
  snapshot: v.object({
    epoch: text,
    seq: count,
    part: v.literal(1),
    of: v.literal(1),
    state: state.roomSnapshot,
  }),
  yours: v.object({
    rounds: v.record(
      ids.roundId,
      v.object({ card: text, confidence: optional(state.confidence), note: optional(text) }),
    ),
    dots: optional(v.record(ids.ballotId, v.record(ids.ticketId, count)), {}),
  }),
  ack: v.object({ cseq: count, seq: count, secret: optional(text) }),
  found: v.object({ id: count, tickets: v.array(ids.ticketId) }),
  refused: v.object({
    cseq: optional(count),
    re: optional(text),
    code: text,
    message: text,
    where: optional(text),
    retry: optional(count),
    data: optional(refusalData),
  }),
  'text.state': v.object({ doc: ids.docId, v: count, text }),
  presence: v.object({
    full: optional(v.boolean(), false),
    people: optional(
      v.array(
        v.object({
          participant: ids.participantId,
          state: v.picklist(['here', 'reconnecting']),
          since: count,
          ticket: optional(ids.ticketId),
          typing: optional(v.boolean()),
          caret: optional(count),
          hand: optional(v.boolean()),
          hand_at: optional(count),
          done: optional(v.boolean()),
          nudge: optional(ids.participantId),
        }),
      ),
      [],
    ),
    gone: optional(v.array(ids.participantId), []),
    readers: optional(count),
  }),
  heartbeat: v.object({
    epoch: text,
    seq: count,
    server_time: count,
    hash: optional(v.pipe(text, v.regex(/^[0-9a-f]{16}$/))),
  }),
  time: v.object({ t0: v.number(), server_time: count }),
  status: v.object({
    store: v.picklist(['ok', 'waiting', 'read_only']),
    reason: optional(text),
  }),
  bye: v.object({ code: text, message: text, retry: optional(count), where: optional(text) }),
} as const;
type BodyName = keyof typeof messageBody;

const typed = v.object({ type: text });
const operationsBody = v.object({ from: count, to: count, items: v.array(v.unknown()) });

/** Reads one frame of the server. Never throws. */
export function parseServerMessage(json: unknown): Result<ServerMessage, DecodeError> {
  const frame = read(typed, json, '');
  if (!frame.ok) return frame;
  const name = frame.value.type;
  if (name === 'operations') return parseOperations(json);
  if (!isBodyName(name)) return ok({ type: 'unknown', name });
  return parseBody(name, json);
}

const isBodyName = (name: string): name is BodyName => Object.hasOwn(messageBody, name);
const isOperationName = (name: string): name is OperationName => Object.hasOwn(operationData, name);

function parseBody(name: BodyName, json: unknown): Result<ServerMessage, DecodeError> {
  switch (name) {
    case 'yours': {
      const body = read(messageBody.yours, json, '');
      if (!body.ok) return body;
      const { rounds, dots } = body.value;
      const own = Object.entries(dots).map(
        ([ballot, on]) => [ballot, new Map(Object.entries(on))] as const,
      );
      return ok({ type: name, rounds: new Map(Object.entries(rounds)), dots: new Map(own) });
    }
    case 'welcome':
      return tagged(name, read(messageBody.welcome, json, ''));
    case 'snapshot':
      return tagged(name, read(messageBody.snapshot, json, ''));
    case 'ack':
      return tagged(name, read(messageBody.ack, json, ''));
    case 'found':
      return tagged(name, read(messageBody.found, json, ''));
    case 'refused':
      return tagged(name, read(messageBody.refused, json, ''));
    case 'text.state':
      return tagged(name, read(messageBody['text.state'], json, ''));
    case 'presence':
      return tagged(name, read(messageBody.presence, json, ''));
    case 'heartbeat':
      return tagged(name, read(messageBody.heartbeat, json, ''));
    case 'time':
      return tagged(name, read(messageBody.time, json, ''));
    case 'status':
      return tagged(name, read(messageBody.status, json, ''));
    case 'bye':
      return tagged(name, read(messageBody.bye, json, ''));
  }
}

function tagged<Name extends string, Body extends object>(
  type: Name,
  body: Result<Body, DecodeError>,
): Result<{ type: Name } & Body, DecodeError> {
  return body.ok ? ok({ type, ...body.value }) : body;
}

function parseOperations(json: unknown): Result<ServerMessage, DecodeError> {
  const body = read(operationsBody, json, '');
  if (!body.ok) return body;
  const items: Operation[] = [];
  for (const [index, item] of body.value.items.entries()) {
    const operation = parseOperation(item, `items[${index}]`);
    if (!operation.ok) return operation;
    items.push(operation.value);
  }
  return ok({ type: 'operations', from: body.value.from, to: body.value.to, items });
}

/** Reads one operation; `where` is put in front of the place of an error. */
export function parseOperation(json: unknown, where = ''): Result<Operation, DecodeError> {
  const frame = read(operationFrame, json, where);
  if (!frame.ok) return frame;
  const { op, data, ...stamp } = frame.value;
  if (!isOperationName(op)) return ok({ ...stamp, op: 'unknown', name: op });
  return parseData(op, data, stamp, where === '' ? 'data' : `${where}.data`);
}

type Stamp = Omit<v.InferOutput<typeof operationFrame>, 'op' | 'data'>;

// Spelled out, so that the type checker sees which name goes with which data: no cast is needed.
function parseData(
  op: OperationName,
  json: unknown,
  stamp: Stamp,
  where: string,
): Result<Operation, DecodeError> {
  switch (op) {
    case 'room.created':
      return happened(op, read(operationData['room.created'], json, where), stamp);
    case 'room.configured':
      return happened(op, read(operationData['room.configured'], json, where), stamp);
    case 'spotlight.moved':
      return happened(op, read(operationData['spotlight.moved'], json, where), stamp);
    case 'participant.joined':
      return happened(op, read(operationData['participant.joined'], json, where), stamp);
    case 'participant.left':
      return happened(op, read(operationData['participant.left'], json, where), stamp);
    case 'participant.returned':
      return happened(op, read(operationData['participant.returned'], json, where), stamp);
    case 'participant.renamed':
      return happened(op, read(operationData['participant.renamed'], json, where), stamp);
    case 'participant.role_set':
      return happened(op, read(operationData['participant.role_set'], json, where), stamp);
    case 'ticket.added':
      return happened(op, read(operationData['ticket.added'], json, where), stamp);
    case 'tickets.imported':
      return happened(op, read(operationData['tickets.imported'], json, where), stamp);
    case 'ticket.edited':
      return happened(op, read(operationData['ticket.edited'], json, where), stamp);
    case 'ticket.moved':
      return happened(op, read(operationData['ticket.moved'], json, where), stamp);
    case 'ticket.archived':
      return happened(op, read(operationData['ticket.archived'], json, where), stamp);
    case 'ticket.restored':
      return happened(op, read(operationData['ticket.restored'], json, where), stamp);
    case 'tickets.reranked':
      return happened(op, read(operationData['tickets.reranked'], json, where), stamp);
    case 'ticket.merged':
      return happened(op, read(operationData['ticket.merged'], json, where), stamp);
    case 'split.opened':
      return happened(op, read(operationData['split.opened'], json, where), stamp);
    case 'split.edited':
      return happened(op, read(operationData['split.edited'], json, where), stamp);
    case 'split.closed':
      return happened(op, read(operationData['split.closed'], json, where), stamp);
    case 'ticket.split':
      return happened(op, read(operationData['ticket.split'], json, where), stamp);
    case 'tickets.put_back':
      return happened(op, read(operationData['tickets.put_back'], json, where), stamp);
    case 'text.replaced':
      return happened(op, read(operationData['text.replaced'], json, where), stamp);
    case 'round.opened':
      return happened(op, read(operationData['round.opened'], json, where), stamp);
    case 'estimate.given':
      return happened(op, read(operationData['estimate.given'], json, where), stamp);
    case 'estimate.withdrawn':
      return happened(op, read(operationData['estimate.withdrawn'], json, where), stamp);
    case 'round.held':
      return happened(op, read(operationData['round.held'], json, where), stamp);
    case 'round.revealed':
      return happened(op, read(operationData['round.revealed'], json, where), stamp);
    case 'round.skipped':
      return happened(op, read(operationData['round.skipped'], json, where), stamp);
    case 'round.settled':
      return happened(op, read(operationData['round.settled'], json, where), stamp);
    case 'round.reopened':
      return happened(op, read(operationData['round.reopened'], json, where), stamp);
    case 'room.ended':
      return happened(op, read(operationData['room.ended'], json, where), stamp);
    case 'room.reopened':
      return happened(op, read(operationData['room.reopened'], json, where), stamp);
    case 'links.renewed':
      return happened(op, read(operationData['links.renewed'], json, where), stamp);
    case 'participant.removed':
      return happened(op, read(operationData['participant.removed'], json, where), stamp);
    case 'facilitation.claimed':
      return happened(op, read(operationData['facilitation.claimed'], json, where), stamp);
    case 'facilitation.returned':
      return happened(op, read(operationData['facilitation.returned'], json, where), stamp);
    case 'scribe.named':
      return happened(op, read(operationData['scribe.named'], json, where), stamp);
    case 'ballot.excused':
      return happened(op, read(operationData['ballot.excused'], json, where), stamp);
    case 'ballot.done_set':
      return happened(op, read(operationData['ballot.done_set'], json, where), stamp);
    case 'ballot.cancelled':
      return happened(op, read(operationData['ballot.cancelled'], json, where), stamp);
    case 'ballot.extended':
      return happened(op, read(operationData['ballot.extended'], json, where), stamp);
    case 'ballot.settled':
      return happened(op, read(operationData['ballot.settled'], json, where), stamp);
    case 'ballot.reopened':
      return happened(op, read(operationData['ballot.reopened'], json, where), stamp);
    case 'dots.opened':
      return happened(op, read(operationData['dots.opened'], json, where), stamp);
    case 'dot.placed':
      return happened(op, read(operationData['dot.placed'], json, where), stamp);
    case 'dot.taken':
      return happened(op, read(operationData['dot.taken'], json, where), stamp);
    case 'dots.closed':
      return happened(op, read(operationData['dots.closed'], json, where), stamp);
    case 'dots.sized':
      return happened(op, read(operationData['dots.sized'], json, where), stamp);
    case 'order.applied':
      return happened(op, read(operationData['order.applied'], json, where), stamp);
    case 'agenda.added':
      return happened(op, read(operationData['agenda.added'], json, where), stamp);
    case 'agenda.edited':
      return happened(op, read(operationData['agenda.edited'], json, where), stamp);
    case 'agenda.moved':
      return happened(op, read(operationData['agenda.moved'], json, where), stamp);
    case 'agenda.removed':
      return happened(op, read(operationData['agenda.removed'], json, where), stamp);
    case 'agenda.started':
      return happened(op, read(operationData['agenda.started'], json, where), stamp);
    case 'agenda.stopped':
      return happened(op, read(operationData['agenda.stopped'], json, where), stamp);
    case 'agenda.skipped':
      return happened(op, read(operationData['agenda.skipped'], json, where), stamp);
    case 'timer.started':
      return happened(op, read(operationData['timer.started'], json, where), stamp);
    case 'timer.paused':
      return happened(op, read(operationData['timer.paused'], json, where), stamp);
    case 'timer.resumed':
      return happened(op, read(operationData['timer.resumed'], json, where), stamp);
    case 'timer.extended':
      return happened(op, read(operationData['timer.extended'], json, where), stamp);
    case 'timer.stopped':
      return happened(op, read(operationData['timer.stopped'], json, where), stamp);
    case 'timer.expired':
      return happened(op, read(operationData['timer.expired'], json, where), stamp);
    case 'ticket.checked':
      return happened(op, read(operationData['ticket.checked'], json, where), stamp);
    case 'ready.overridden':
      return happened(op, read(operationData['ready.overridden'], json, where), stamp);
    case 'ticket.linked':
      return happened(op, read(operationData['ticket.linked'], json, where), stamp);
    case 'ticket.unlinked':
      return happened(op, read(operationData['ticket.unlinked'], json, where), stamp);
    case 'ticket.parked':
      return happened(op, read(operationData['ticket.parked'], json, where), stamp);
    case 'ticket.unparked':
      return happened(op, read(operationData['ticket.unparked'], json, where), stamp);
    case 'question.asked':
      return happened(op, read(operationData['question.asked'], json, where), stamp);
    case 'question.answered':
      return happened(op, read(operationData['question.answered'], json, where), stamp);
    case 'ticket.marked_read':
      return happened(op, read(operationData['ticket.marked_read'], json, where), stamp);
    case 'meeting.ended':
      return happened(op, read(operationData['meeting.ended'], json, where), stamp);
    case 'meeting.rated':
      return happened(op, read(operationData['meeting.rated'], json, where), stamp);
    case 'capacity.changed':
      return happened(op, read(operationData['capacity.changed'], json, where), stamp);
    case 'sprint.committed':
      return happened(op, read(operationData['sprint.committed'], json, where), stamp);
    case 'sprint.released':
      return happened(op, read(operationData['sprint.released'], json, where), stamp);
  }
}

function happened<Op extends OperationName, Data>(
  op: Op,
  data: Result<Data, DecodeError>,
  stamp: Stamp,
): Result<Stamp & { op: Op; data: Data }, DecodeError> {
  return data.ok ? ok({ ...stamp, op, data: data.value }) : data;
}

function read<S extends v.GenericSchema>(
  schema: S,
  json: unknown,
  where: string,
): Result<v.InferOutput<S>, DecodeError> {
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (result.success) return ok(result.output);
  const issue = result.issues[0];
  return failed({ where: placeOf(issue, where), message: issue.message });
}

function placeOf(issue: v.BaseIssue<unknown>, where: string): string {
  let place = where;
  for (const item of issue.path ?? [])
    place += typeof item.key === 'number' ? `[${item.key}]` : `${place && '.'}${String(item.key)}`;
  return place;
}
