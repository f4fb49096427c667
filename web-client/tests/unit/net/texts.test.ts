import { describe, expect, it } from 'vitest';
import { ann, bob, t1, t4 } from '../support/room_facts';
import { World } from '../support/world';

const doc = `${t1}/description`;
const state = (v: number, text: string) => ({ type: 'text.state', doc, v, text });
const facts = (v: number, length: number) => ({ doc, v, length, digest: '0123456789abcdef' });

function opened() {
  const world = new World().joined();
  const text = world.client.openText(doc);
  world.socket.say(state(2, 'old'));
  return { world, text };
}

describe('TXT-6 a text that is open', () => {
  it('is asked for once, however many look at it, and told to all', () => {
    const world = new World().joined();
    const [one, two] = [world.client.openText(doc), world.client.openText(doc)];
    expect(world.socket.of('text.open')).toEqual([{ type: 'text.open', doc }]);
    expect(one.get()).toEqual({ state: 'loading', v: 0, text: '' });
    world.socket.say(state(2, 'words'));
    for (const text of [one, two])
      expect(text.get()).toEqual({ state: 'open', v: 2, text: 'words' });
  });
  it('is closed with its last reader, who may close it twice', () => {
    const world = new World().joined();
    const [one, two] = [world.client.openText(doc), world.client.openText(doc)];
    one.close();
    one.close();
    expect(world.socket.of('text.close')).toEqual([]);
    two.close();
    expect(world.socket.of('text.close')).toEqual([{ type: 'text.close', doc }]);
  });
  it('is asked for again on every new connection', () => {
    const { world } = opened();
    world.socket.drop();
    world.returns();
    expect(world.socket.of('text.open')).toHaveLength(1);
  });
  it('of a ticket that is not confirmed yet is asked for when it is', () => {
    const world = new World().joined();
    world.client.openText(`${t4}/description`);
    expect(world.socket.of('text.open')).toEqual([]);
    const added = { ticket: t4, number: 4, title: 'New', rank: 'D', created: 1 };
    world.operation(11, ann, 'ticket.added', added);
    expect(world.socket.of('text.open')).toHaveLength(1);
  });
});

describe('TXT-5 saving', () => {
  it('keeps what was saved beside the text until it is confirmed', () => {
    const { world, text } = opened();
    text.save('new\r\nlines', 2);
    expect(text.get()).toEqual({ state: 'open', v: 2, text: 'old', saving: 'new\r\nlines' });
    expect(world.view.deliveryOf(doc)).toBe('sending');
    expect(world.socket.commands).toEqual([
      { cseq: 1, do: 'text.replace', data: { doc, base: 2, text: 'new\r\nlines' } },
    ]);
    world.operation(11, ann, 'text.replaced', facts(3, 9));
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    expect(text.get()).toEqual({ state: 'open', v: 3, text: 'new\nlines' });
  });
  it('of the same words changes nothing', () => {
    const { world, text } = opened();
    text.save('old', 2);
    world.socket.say({ type: 'ack', cseq: 1, seq: 10 });
    expect(text.get()).toEqual({ state: 'open', v: 2, text: 'old' });
  });
  it('a later save is not taken for done with the first', () => {
    const { world, text } = opened();
    text.save('one', 2);
    text.save('two', 3);
    world.operation(11, ann, 'text.replaced', facts(3, 3));
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    expect(text.get()).toEqual({ state: 'open', v: 3, text: 'one', saving: 'two' });
  });

  const conflict = () => {
    const { world, text } = opened();
    text.save('mine', 2);
    world.operation(11, bob, 'text.replaced', facts(3, 6));
    world.socket.say(state(3, 'theirs'));
    world.socket.say({
      type: 'refused',
      cseq: 1,
      code: 'conflict',
      message: 'Somebody has changed this text.',
      data: { doc, v: 3 },
    });
    return { world, text };
  };
  it('on a stale version keeps both: theirs shown, mine at hand', () => {
    const { world, text } = conflict();
    expect(text.get()).toEqual({ state: 'open', v: 3, text: 'theirs', conflict: { mine: 'mine' } });
    expect(world.events).toEqual([{ kind: 'text_conflict', doc, v: 3, mine: 'mine' }]);
  });
  it('and tells who was first, of the version that this page saw being written', () => {
    const { text } = conflict();
    expect(text.writerOf(3)).toBe(bob);
    expect(text.writerOf(2)).toBeUndefined();
  });
  it('Keep mine saves it over theirs', () => {
    const { world, text } = conflict();
    text.keepMine();
    expect(world.socket.commands.at(-1)).toEqual({
      cseq: 2,
      do: 'text.replace',
      data: { doc, base: 3, text: 'mine' },
    });
    expect(text.get()).not.toHaveProperty('conflict');
  });
  it('Take theirs forgets mine', () => {
    const { text } = conflict();
    text.takeTheirs();
    expect(text.get()).toEqual({ state: 'open', v: 3, text: 'theirs' });
  });
  it('any other refusal gives the words back with the command', () => {
    const { world, text } = opened();
    text.save('mine', 2);
    world.socket.say({ type: 'refused', cseq: 1, code: 'too_large', message: 'Too long.' });
    expect(text.get()).toEqual({ state: 'open', v: 2, text: 'old' });
    expect(world.events).toMatchObject([{ kind: 'refused', command: { data: { text: 'mine' } } }]);
  });
  it('a save that is not sent yet stays', () => {
    const { world, text } = opened();
    world.socket.drop();
    text.save('mine', 2);
    expect(text.get().saving).toBe('mine');
    expect(world.view.deliveryOf(doc)).toBe('kept');
  });
});
