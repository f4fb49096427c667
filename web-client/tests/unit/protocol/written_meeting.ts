/** The golden commands and messages of the meeting, written with the types that a page writes with. */
import type { ClientMessage, Command } from '../../../src/protocol/messages';

export const writtenInMeetings: Readonly<
  Record<string, ClientMessage | (Command & { cseq: number })>
> = {
  'agenda.add-top': { cseq: 7, do: 'agenda.add', data: { kind: 'break', minutes: 5, after: null } },
  'agenda.add': {
    cseq: 7,
    do: 'agenda.add',
    data: {
      item: '17e00000000000000000000000000071',
      kind: 'clarify',
      title: 'What is unclear',
      minutes: 15,
      tickets: ['7c000000000000000000000000000012'],
      needs: ['b0b00000000000000000000000000b02'],
      after: '17e00000000000000000000000000072',
    },
  },
  'agenda.edit': {
    cseq: 7,
    do: 'agenda.edit',
    data: {
      item: '17e00000000000000000000000000071',
      set: {
        kind: 'split',
        title: null,
        minutes: 10,
        tickets: ['7c000000000000000000000000000013'],
        needs: [],
      },
    },
  },
  'agenda.move': {
    cseq: 7,
    do: 'agenda.move',
    data: { item: '17e00000000000000000000000000071', after: '17e00000000000000000000000000072' },
  },
  'agenda.next': { cseq: 7, do: 'agenda.next', data: { item: '17e00000000000000000000000000071' } },
  'agenda.remove': {
    cseq: 7,
    do: 'agenda.remove',
    data: { item: '17e00000000000000000000000000071' },
  },
  'agenda.skip': { cseq: 7, do: 'agenda.skip', data: { item: '17e00000000000000000000000000072' } },
  'agenda.start': {
    cseq: 7,
    do: 'agenda.start',
    data: { item: '17e00000000000000000000000000071' },
  },
  'agenda.stop': { cseq: 7, do: 'agenda.stop', data: { item: '17e00000000000000000000000000071' } },
  'ballot.excuse': {
    cseq: 7,
    do: 'ballot.excuse',
    data: {
      round: '50000000000000000000000000000031',
      participant: 'b0b00000000000000000000000000b02',
    },
  },
  'capacity.set-gone': {
    cseq: 7,
    do: 'capacity.set',
    data: { sprint: '59100000000000000000000000000051', points: null },
  },
  'capacity.set': {
    cseq: 7,
    do: 'capacity.set',
    data: { sprint: '59100000000000000000000000000051', name: 'Sprint 42', points: 26000 },
  },
  'facilitation.claim-for': {
    cseq: 7,
    do: 'facilitation.claim',
    data: { for: 'b0b00000000000000000000000000b02' },
  },
  'facilitation.claim': { cseq: 7, do: 'facilitation.claim', data: {} },
  'facilitation.return': { cseq: 7, do: 'facilitation.return', data: {} },
  'links.renew-off': { cseq: 7, do: 'links.renew', data: { which: 'read', off: true } },
  'links.renew': { cseq: 7, do: 'links.renew', data: { which: 'code' } },
  'meeting.end-plain': { cseq: 7, do: 'meeting.end', data: { reason: 'abandoned' } },
  'meeting.end': {
    cseq: 7,
    do: 'meeting.end',
    data: { reason: 'completed', agenda: 'clear', ballots: 'cancel' },
  },
  'meeting.rate': { cseq: 7, do: 'meeting.rate', data: { stars: 4 } },
  'participant.remove': {
    cseq: 7,
    do: 'participant.remove',
    data: { participant: 'b0b00000000000000000000000000b02' },
  },
  'presence-lower': { type: 'presence', lower: 'b0b00000000000000000000000000b02' },
  'question.answer': {
    cseq: 7,
    do: 'question.answer',
    data: {
      ticket: '7c000000000000000000000000000012',
      question: '90e50000000000000000000000000091',
      text: 'The arrows',
    },
  },
  'question.ask': {
    cseq: 7,
    do: 'question.ask',
    data: {
      ticket: '7c000000000000000000000000000012',
      question: '90e50000000000000000000000000091',
      text: 'Which keys?',
      owner: 'b0b00000000000000000000000000b02',
    },
  },
  'ready.override-back': {
    cseq: 7,
    do: 'ready.override',
    data: { ticket: '7c000000000000000000000000000012', reason: null },
  },
  'ready.override': {
    cseq: 7,
    do: 'ready.override',
    data: { ticket: '7c000000000000000000000000000012', reason: 'We know it well' },
  },
  'room.configure-plan-clear': {
    cseq: 7,
    do: 'room.configure',
    data: {
      set: {
        goal: null,
        starts_at: null,
        minutes: null,
        goals: [],
        split_limit: 8000,
        vote_ms: null,
      },
    },
  },
  'room.configure-plan': {
    cseq: 7,
    do: 'room.configure',
    data: {
      set: {
        goal: 'Walkers find their way',
        starts_at: 1795518000000,
        minutes: 60,
        goals: [
          {
            goal: '60a10000000000000000000000000061',
            title: 'Maps for walkers',
            horizon: 'this_year',
          },
        ],
        ready: [
          { entry: 'e7000000000000000000000000000081', text: 'Value is clear' },
          {
            entry: 'e7000000000000000000000000000082',
            text: 'No open blocker',
            follows: 'blockers',
          },
        ],
        split_limit: null,
        require_ready: true,
        vote_ms: 60000,
        vote_reveals: true,
      },
    },
  },
  'room.end': { cseq: 7, do: 'room.end', data: { reason: 'The project is over' } },
  'room.reopen': { cseq: 7, do: 'room.reopen', data: {} },
  'scribe.set-none': { cseq: 7, do: 'scribe.set', data: { participant: null } },
  'scribe.set': {
    cseq: 7,
    do: 'scribe.set',
    data: { participant: 'b0b00000000000000000000000000b02' },
  },
  search: { type: 'search', q: 'ferry line', id: 3 },
  'sprint.commit-tickets': {
    cseq: 7,
    do: 'sprint.commit',
    data: {
      sprint: '59100000000000000000000000000051',
      tickets: ['7c000000000000000000000000000012', '7c000000000000000000000000000013'],
    },
  },
  'sprint.commit': {
    cseq: 7,
    do: 'sprint.commit',
    data: { sprint: '59100000000000000000000000000051' },
  },
  'sprint.release': {
    cseq: 7,
    do: 'sprint.release',
    data: { sprint: '59100000000000000000000000000051' },
  },
  'ticket.check': {
    cseq: 7,
    do: 'ticket.check',
    data: {
      ticket: '7c000000000000000000000000000012',
      list: 'criteria',
      entry: 'e7000000000000000000000000000081',
      on: true,
    },
  },
  'ticket.edit-details-clear': {
    cseq: 7,
    do: 'ticket.edit',
    data: {
      ticket: '7c000000000000000000000000000012',
      set: {
        type: null,
        labels: null,
        theme: null,
        initiative: null,
        priority: null,
        status: null,
        assignee: null,
        requester: null,
        goal: null,
        urls: null,
        criteria: null,
      },
    },
  },
  'ticket.edit-details': {
    cseq: 7,
    do: 'ticket.edit',
    data: {
      ticket: '7c000000000000000000000000000012',
      set: {
        type: 'story',
        labels: ['map', 'walkers'],
        theme: 'Paths',
        initiative: 'Outdoor',
        priority: 'high',
        status: { text: 'In review', category: 'doing' },
        assignee: 'Cleo',
        requester: 'Ferry office',
        goal: '60a10000000000000000000000000061',
        urls: ['https://tracker.example/GEO-121'],
        criteria: [{ entry: 'e7000000000000000000000000000081', text: 'Arrow keys move the map' }],
      },
    },
  },
  'ticket.link-external': {
    cseq: 7,
    do: 'ticket.link',
    data: {
      ticket: '7c000000000000000000000000000012',
      external: {
        entry: 'e7000000000000000000000000000082',
        title: 'The ferry office answers',
        url: 'https://ferry.example/7',
        done: true,
      },
    },
  },
  'ticket.link': {
    cseq: 7,
    do: 'ticket.link',
    data: {
      ticket: '7c000000000000000000000000000012',
      blocks: '7c000000000000000000000000000013',
    },
  },
  'ticket.mark_read': {
    cseq: 7,
    do: 'ticket.mark_read',
    data: { ticket: '7c000000000000000000000000000012' },
  },
  'ticket.park': {
    cseq: 7,
    do: 'ticket.park',
    data: {
      ticket: '7c000000000000000000000000000012',
      question: 'Which keys?',
      owner: 'b0b00000000000000000000000000b02',
    },
  },
  'ticket.unlink-external': {
    cseq: 7,
    do: 'ticket.unlink',
    data: {
      ticket: '7c000000000000000000000000000012',
      external: 'e7000000000000000000000000000082',
    },
  },
  'ticket.unlink': {
    cseq: 7,
    do: 'ticket.unlink',
    data: {
      ticket: '7c000000000000000000000000000012',
      blocks: '7c000000000000000000000000000013',
    },
  },
  'ticket.unpark': {
    cseq: 7,
    do: 'ticket.unpark',
    data: { ticket: '7c000000000000000000000000000012' },
  },
  'tickets.import-details': {
    cseq: 7,
    do: 'tickets.import',
    data: {
      tickets: [
        {
          title: 'Ferry lines',
          type: 'story',
          labels: ['map', 'walkers'],
          theme: 'Paths',
          initiative: 'Outdoor',
          priority: 'high',
          status: { text: 'In review', category: 'doing' },
          assignee: 'Cleo',
          requester: 'Ferry office',
          goal: '60a10000000000000000000000000061',
          urls: ['https://tracker.example/GEO-121'],
          criteria: [
            { entry: 'e7000000000000000000000000000081', text: 'Arrow keys move the map' },
          ],
        },
      ],
    },
  },
  'timer.extend-paused': { cseq: 7, do: 'timer.extend', data: { clock: 'free', ms: 60000 } },
  'timer.extend': {
    cseq: 7,
    do: 'timer.extend',
    data: { clock: 'step', revision: 40, ms: 120000, from: '17e00000000000000000000000000072' },
  },
  'timer.pause': { cseq: 7, do: 'timer.pause', data: { clock: 'step', revision: 40 } },
  'timer.resume': { cseq: 7, do: 'timer.resume', data: { clock: 'step' } },
  'timer.start': { cseq: 7, do: 'timer.start', data: { clock: 'vote', ms: 60000 } },
  'timer.stop': { cseq: 7, do: 'timer.stop', data: { clock: 'free' } },
};
