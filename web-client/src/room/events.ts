import type { Command, Link } from '../protocol/command';
import type {
  BallotId,
  DocId,
  ItemId,
  ParticipantId,
  QuestionId,
  RoundId,
  Sequence,
  SprintId,
  TicketId,
  Timestamp,
} from '../protocol/ids';
import type { Refusal } from '../protocol/messages';
import type { ReplacedValue } from '../protocol/operation';
import type { ClockName, EndReason, OwnChoice } from '../protocol/state';

/** What is worth a word on the screen or to a screen reader; never a way to learn the state. */
export type RoomEvent =
  /** Without `ticket` it is a question, here and below. */
  | { readonly kind: 'round_opened'; readonly round: RoundId; readonly ticket?: TicketId }
  /** Everybody has voted and the countdown began (again). */
  | { readonly kind: 'everyone_voted'; readonly round: RoundId; readonly until: Timestamp }
  /** A countdown was stopped: by the lead, a newcomer, a withdrawal, or a restart. */
  | {
      readonly kind: 'countdown_stopped';
      readonly round: RoundId;
      readonly why: 'stop' | 'restart' | 'incomplete';
      readonly by: ParticipantId | null;
    }
  | { readonly kind: 'own_vote_confirmed'; readonly round: RoundId; readonly choice: OwnChoice }
  | { readonly kind: 'own_vote_withdrawn'; readonly round: RoundId }
  | { readonly kind: 'revealed'; readonly round: RoundId; readonly ticket?: TicketId }
  | { readonly kind: 'skipped'; readonly round: RoundId; readonly why?: string }
  | {
      readonly kind: 'settled';
      readonly round: RoundId;
      readonly ticket?: TicketId;
      readonly estimate: string;
      readonly by: ParticipantId | null;
    }
  | { readonly kind: 'reopened'; readonly round: RoundId; readonly ticket?: TicketId }
  | {
      readonly kind: 'spotlight_moved';
      readonly by: ParticipantId | null;
      readonly board: string;
      readonly ticket?: TicketId;
    }
  /** A step began; the spotlight went with it. `left` was finished for it. */
  | {
      readonly kind: 'step_started';
      readonly item: ItemId;
      readonly left?: ItemId;
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'step_stopped' | 'step_skipped';
      readonly item: ItemId;
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'clock_started' | 'clock_paused' | 'clock_resumed' | 'clock_stopped';
      readonly clock: ClockName;
      readonly by: ParticipantId | null;
    }
  /** `from`: the later item that gave the time. */
  | {
      readonly kind: 'clock_extended';
      readonly clock: ClockName;
      readonly ms: number;
      readonly from?: ItemId;
      readonly by: ParticipantId | null;
    }
  | { readonly kind: 'clock_over'; readonly clock: ClockName }
  /** A meeting began with this step or round. */
  | { readonly kind: 'meeting_began'; readonly number: number }
  | {
      readonly kind: 'meeting_ended';
      readonly number: number;
      readonly reason: EndReason;
      readonly by: ParticipantId | null;
    }
  /** The last line of its definition of ready came to hold by this tick. */
  | { readonly kind: 'ticket_ready'; readonly ticket: TicketId; readonly of: number }
  | {
      readonly kind: 'ticket_parked' | 'ticket_unparked';
      readonly ticket: TicketId;
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'question_asked' | 'question_answered';
      readonly ticket: TicketId;
      readonly question: QuestionId;
      readonly by: ParticipantId | null;
    }
  /** Nobody who leads came, so somebody asks to, and another has to agree. */
  | { readonly kind: 'claim_asked'; readonly participant: ParticipantId }
  | { readonly kind: 'claimed' | 'claim_returned'; readonly participant: ParticipantId }
  | { readonly kind: 'scribe_named'; readonly participant: ParticipantId | null }
  | {
      readonly kind: 'removed';
      readonly participant: ParticipantId;
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'excused';
      readonly round?: RoundId;
      readonly ballot?: BallotId;
      readonly participant: ParticipantId;
    }
  | {
      readonly kind:
        | 'dots_opened'
        | 'dots_closed'
        | 'dots_extended'
        | 'dots_reopened'
        | 'dots_settled'
        | 'everyone_done';
      readonly ballot: BallotId;
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'dots_cancelled';
      readonly ballot: BallotId;
      readonly by: ParticipantId | null;
      readonly why?: string;
    }
  /** Every hand is full again, because a ticket went. */
  | {
      readonly kind: 'dots_redealt';
      readonly ballots: readonly BallotId[];
      readonly tickets: readonly TicketId[];
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'dots_sized';
      readonly ballot: BallotId;
      readonly tickets: readonly TicketId[];
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'order_applied';
      readonly ballot?: BallotId;
      /** Those that stand elsewhere now. */
      readonly moved: readonly TicketId[];
      readonly seq: Sequence;
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'room_ended';
      readonly by: ParticipantId | null;
      readonly reason?: string;
    }
  | { readonly kind: 'room_reopened'; readonly by: ParticipantId | null }
  | {
      readonly kind: 'sprint_committed' | 'sprint_released';
      readonly sprint: SprintId;
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'link_renewed';
      readonly which: Link;
      readonly off: boolean;
      readonly by: ParticipantId | null;
    }
  /** The key of a link that this page has renewed: told once, never again. */
  | { readonly kind: 'secret_told'; readonly which: Link; readonly secret: string }
  | { readonly kind: 'joined' | 'left' | 'returned'; readonly participant: ParticipantId }
  | { readonly kind: 'nudged'; readonly by: ParticipantId }
  /** This page's edit stood on older words: somebody else's value was replaced by it. */
  | {
      readonly kind: 'replaced_field';
      readonly ticket: TicketId;
      readonly field: string;
      /** null: it was empty. */
      readonly value: ReplacedValue;
      readonly by: ParticipantId | null;
    }
  /** A text was changed by somebody else since `base`; `mine` is not lost. */
  | {
      readonly kind: 'text_conflict';
      readonly doc: DocId;
      readonly v: number;
      readonly mine: string;
    }
  /** Somebody moved a ticket: its row slides and bears that person's colour for a moment. */
  | {
      readonly kind: 'tickets_moved';
      readonly tickets: readonly TicketId[];
      readonly by: ParticipantId | null;
    }
  /** Somebody archived tickets: their rows fold away in that person's colour. */
  | {
      readonly kind: 'tickets_archived';
      readonly tickets: readonly TicketId[];
      readonly by: ParticipantId | null;
    }
  | {
      readonly kind: 'split_opened';
      readonly ticket: TicketId;
      readonly by: ParticipantId | null;
    }
  /** It is in the archive, and the children stand in its place. */
  | {
      readonly kind: 'ticket_split';
      readonly ticket: TicketId;
      readonly children: readonly TicketId[];
      readonly seq: Sequence;
      readonly by: ParticipantId | null;
    }
  /** `tickets` are in the archive; what they said is with `ticket`. */
  | {
      readonly kind: 'tickets_merged';
      readonly ticket: TicketId;
      readonly tickets: readonly TicketId[];
      readonly seq: Sequence;
      readonly by: ParticipantId | null;
    }
  /** The command is rolled back; `refusal.message` is one sentence for a person. */
  | { readonly kind: 'refused'; readonly command: Command; readonly refusal: Refusal }
  /** A message that is no command was refused. */
  | { readonly kind: 'message_refused'; readonly re: string; readonly refusal: Refusal }
  /** Nobody can say whether these were stored: show them, with send again and discard. */
  | { readonly kind: 'fate_unknown'; readonly commands: readonly Command[] }
  /** The server came back without its last changes; `own` are this page's among them. */
  | { readonly kind: 'server_lost'; readonly changes: number; readonly own: readonly Command[] }
  /** A round was revealed while this page was away, and its vote was not there yet. */
  | {
      readonly kind: 'missed_reveal';
      readonly round: RoundId;
      readonly choice: OwnChoice;
      readonly at: Timestamp;
    }
  | { readonly kind: 'connection_lost' }
  /** `sent`: commands that had waited and are on their way now. */
  | { readonly kind: 'connection_back'; readonly sent: readonly Command[] }
  /** After a snapshot in a running page: "Up to date". */
  | { readonly kind: 'caught_up' }
  /** This page's copy went wrong three times within a minute. */
  | { readonly kind: 'copy_unreliable' };
