/** What this page has open, and where its person is in the room (`whereabouts.ts`). */
import { untrack } from 'svelte';
import type { ParticipantId, TicketId } from '../../protocol/ids';
import type { Confidence, Round, Ticket } from '../../protocol/state';
import { newestRound, questionLookedAt, spotlightOf } from '../../room/selectors';
import { BacklogView } from '../backlog/backlog_view.svelte';
import type { Decision } from '../dots/decision';
import { screen } from '../layout.svelte';
import { FaceDown } from '../people/face_down.svelte';
import { OwnSigns } from '../people/own_signs.svelte';
import { RoomLinks } from '../people/room_links.svelte';
import { router } from '../route.svelte';
import type { RoomModel } from './model.svelte';
import { roomPlace } from './room_place';
import {
  ended,
  followed,
  isSame,
  moved,
  opened,
  seen,
  ticketOf,
  wayBack,
  type Place,
  type Whereabouts,
} from './whereabouts';

/* eslint-disable svelte/prefer-svelte-reactivity --
   plain maps here are replaced as a whole, or nobody waits for their changes */

/** What one ticket or many are given at once. */
export type FieldOfMany =
  | 'type'
  | 'priority'
  | 'status'
  | 'labels'
  | 'theme'
  | 'initiative'
  | 'assignee'
  | 'requester'
  | 'goal';
export type Dialog =
  | { readonly kind: 'share' | 'people' | 'archived' | 'settings' | 'palette' | 'keys' | 'paste' }
  | { readonly kind: 'me' | 'change_keys' }
  | { readonly kind: 'estimate' | 'open_round'; readonly ticket: TicketId }
  | { readonly kind: 'link' | 'park' | 'ready_anyway'; readonly ticket: TicketId }
  | { readonly kind: 'archive' | 'move' | 'merge'; readonly tickets: readonly TicketId[] }
  | {
      readonly kind: 'fields';
      readonly tickets: readonly TicketId[];
      readonly first?: FieldOfMany | 'urls';
    }
  /** A round is to start on a ticket that is not ready. */
  | { readonly kind: 'unready'; readonly ticket: TicketId; readonly start: () => void }
  | { readonly kind: 'filter' }
  | { readonly kind: 'end_meeting' | 'timer' }
  | { readonly kind: 'agenda'; readonly about?: 'forecast' }
  | { readonly kind: 'rights' | 'end_room' | 'health' | 'capacity' }
  | { readonly kind: 'decide'; readonly decision: Decision }
  | { readonly kind: 'remove'; readonly participant: ParticipantId }
  | { readonly kind: 'import'; readonly file: File }
  | { readonly kind: 'rename'; readonly participant: ParticipantId };

const tinted_ms = 1500;
const tinted_max = 50;
const up_to_date_ms = 2000;
const end_shown_ms = 15 * 60_000;

export const tabs = ['vote', 'ticket', 'backlog', 'people'] as const;
export type Tab = (typeof tabs)[number];

export class RoomUi {
  readonly #model: RoomModel;
  #at: Whereabouts = $state.raw({ room: { at: 'nothing' } });
  #tab: Tab = $state('vote');
  #splitting: TicketId | undefined = $state();
  #addressed: TicketId | undefined;
  /** Came to the report with everybody else, and did not open it. */
  #carried = false;
  dialog: Dialog | undefined = $state.raw();
  readonly signs = new OwnSigns();
  readonly faceDown: FaceDown;
  readonly links: RoomLinks;
  readonly backlog = new BacklogView();
  /** The ticket whose next question is to be written. */
  asking: TicketId | undefined = $state();
  /** Tickets that a round was started on although they were not ready: asked once. */
  readonly startedUnready = new Set<TicketId>();
  /** A phone's badge: the spotlight moved while another tab was in front. */
  moved = $state(false);
  /** The list as a sheet, where the layout has no column for it. */
  listOpen = $state(false);
  /** The row that keys act on; the ticket in the centre where none is. */
  row: TicketId | undefined = $state();
  /** Fields that are being written in right now. */
  #writing = $state(0);
  /** The card that *Settle* takes, by round; the proposed one where nothing was chosen. */
  settleOn: { readonly round: string; readonly card: string } | undefined = $state.raw();
  /** The ticket whose description is to be written in next. */
  editing: TicketId | undefined = $state();
  renaming: TicketId | undefined = $state();
  /** A round whose reveal this page saw happen: its cards turn. */
  justRevealed: string | undefined = $state();
  /** A round that was revealed while nobody looked at this page. */
  revealedUnseen: string | undefined = $state();
  /** A ticket whose badge pulses once. */
  justSettled: TicketId | undefined = $state();
  missed: { readonly round: string; readonly card: string; readonly at: number } | undefined =
    $state.raw();
  /** Rows that somebody just moved, in that person's colour. */
  tinted: ReadonlyMap<TicketId, string> = $state.raw(new Map());
  /** Descriptions that were begun and neither saved nor given up. */
  readonly drafts = new Map<TicketId, { words: string; base: number }>();
  /** Lines that wait to become tickets. */
  pasted = $state('');
  /** A snapshot came in a running page. */
  upToDate = $state(false);
  /** How sure this person said to be before playing a card. */
  sure: Confidence | undefined = $state();
  /** A row that is to have focus; a new object each time. */
  rowToFocus: { readonly ticket: TicketId } | undefined = $state.raw();

  constructor(model: RoomModel) {
    this.#model = model;
    this.faceDown = new FaceDown(model);
    this.links = new RoomLinks(model.room);
    this.seesRoom();
    const { route } = router;
    if (route.screen === 'room' && route.ticket !== undefined) {
      const place = { at: 'ticket', ticket: route.ticket } as const;
      this.#at = { ...this.#at, own: { place, kept: false } };
      this.#addressed = route.ticket;
      this.#tab = 'ticket';
    } else if (!(route.screen === 'room' && route.health) && this.#endsHere())
      this.showReport(true);
  }

  /** Whoever comes when a meeting has just ended finds what the others are reading. */
  #endsHere(): boolean {
    const { facts, meetings } = this.#model.view;
    const ended = meetings.at(-1)?.ended;
    if (facts.meeting || facts.spotlight?.board !== 'close' || ended === undefined) return false;
    return this.#model.client.serverNow() - ended < end_shown_ms;
  }

  get tab(): Tab {
    return this.#tab;
  }
  set tab(tab: Tab) {
    this.#tab = tab;
    this.leaveReport();
    if (tab === 'vote') this.moved = false;
  }

  /** The ticket in the spotlight. */
  get spotlight(): Ticket | undefined {
    return spotlightOf(this.#model.view).ticket;
  }
  /** The ticket that this person is on while the room is elsewhere. */
  get opened(): TicketId | undefined {
    const { own } = this.#at;
    return own?.place.at === 'ticket' ? own.place.ticket : undefined;
  }
  /** The ticket in the centre. */
  get shown(): Ticket | undefined {
    const { opened: ticket } = this;
    return ticket === undefined ? this.spotlight : this.#model.view.ticket(ticket);
  }
  /** The ticket in the centre is looked at as it is split. */
  get splitting(): TicketId | undefined {
    return this.#splitting === this.shown?.ticket ? this.#splitting : undefined;
  }
  /** @param ticket  none: the ticket itself again */
  showSplit(ticket: TicketId | undefined): void {
    if (ticket !== undefined) this.open(ticket);
    if (ticket !== undefined) this.showTicket();
    this.#splitting = ticket;
  }
  /** The room looks at a board, or waits in the lobby; a ticket that it names is part of that. */
  get covered(): boolean {
    const { at } = this.#room;
    return at === 'lobby' || at === 'board';
  }
  /** The centre of everybody who follows is this ticket. */
  isLookedAt(ticket: TicketId): boolean {
    return isSame(this.#room, { at: 'ticket', ticket });
  }
  get #room(): Place {
    return roomPlace(this.#model.view);
  }
  /** Where this person was busy when the room went on from there. */
  get kept(): Place | undefined {
    const { own } = this.#at;
    return own?.kept === true ? own.place : undefined;
  }
  /**
   * What stands in front. A phone's first tab stays where the room is, whatever stands in the tab of
   * the ticket, unless somebody is busy in that first tab.
   */
  get front(): Place {
    const { own } = this.#at;
    if (!own) return this.#room;
    if (screen.layout !== 'phone') return own.place;
    const busy = own.kept && (own.place.at !== 'ticket' || this.writing);
    return busy ? own.place : this.#room;
  }
  /** What stands in front is what the room looks at. */
  get together(): boolean {
    return isSame(this.front, this.#room);
  }
  /** Where *Return* leads. */
  get wayBack(): ReturnType<typeof wayBack> {
    return wayBack({ ...this.#at, room: this.#room });
  }
  get following(): boolean {
    return this.wayBack === undefined;
  }
  get lastTicket(): TicketId | undefined {
    return this.#at.lastTicket;
  }
  /** The room as it is drawn now. */
  seesRoom(): void {
    const room = this.#room;
    untrack(() => (this.#at = seen(this.#at, room)));
  }
  /**
   * The ticket on the table: the one in the spotlight, unless one opened another that collects
   * votes at this moment. A board has no table.
   */
  get onTable(): Ticket | undefined {
    const { view } = this.#model;
    const { opened: ticket } = this;
    const own = ticket === undefined ? undefined : view.ticket(ticket);
    if (own && newestRound(view, own.ticket)?.phase === 'collecting') return own;
    return this.covered ? undefined : this.spotlight;
  }
  get round(): Round | undefined {
    const { view } = this.#model;
    const { ticket, round } = spotlightOf(view);
    const table = this.onTable;
    if (!table) return this.covered ? undefined : questionLookedAt(view);
    return table.ticket === ticket?.ticket ? round : newestRound(view, table.ticket);
  }
  /** What single keys act on. */
  get target(): Ticket | undefined {
    return this.row === undefined ? this.shown : this.#model.view.ticket(this.row);
  }

  /** The lobby of a meeting that goes on is kept for as long as somebody writes there. */
  #leavesKeptLobby(): void {
    if (!this.writing && this.kept?.at === 'lobby') this.#at = followed(this.#at);
  }

  get writing(): boolean {
    return this.#writing > 0;
  }
  /** @return how to say that the writing ended */
  beginWriting(): () => void {
    // Called from effects, which must not wait for what they themselves change.
    const count = (by: 1 | -1) => untrack(() => (this.#writing += by));
    let over = false;
    count(1);
    return () => {
      if (over) return;
      over = true;
      count(-1);
      untrack(() => this.#leavesKeptLobby());
    };
  }

  /** The report stands in the place of the room. */
  get reporting(): boolean {
    return router.route.screen === 'room' && router.route.report === true;
  }
  /** @param carried  the room goes there together, and on from there together */
  showReport(carried = false): void {
    this.#carried = carried;
    if (this.wayBack?.at === 'report') this.#at = followed(this.#at);
    router.go({ screen: 'room', room: this.#model.room, report: true });
  }
  leaveReport(): void {
    if (this.reporting) this.#tellAddress();
  }

  /** The room goes on: whoever came to the report with it goes along. */
  leaveReportTogether(): void {
    if (this.#carried && !this.writing && !this.dialog) this.leaveReport();
  }

  open(ticket: TicketId): void {
    this.#splitting = undefined;
    this.#at = opened(seen(this.#at, this.#room), ticket);
    this.listOpen = false;
    if (screen.layout === 'phone') this.tab = this.following ? 'vote' : 'ticket';
    this.#tellAddress();
  }

  /** This person plans the meeting, in place of what the room looks at. */
  get planning(): boolean {
    return router.route.screen === 'room' && router.route.plan === true;
  }
  plan(): void {
    this.#at = followed(this.#at);
    this.#addressed = undefined;
    this.listOpen = false;
    if (screen.layout === 'phone') this.tab = 'vote';
    router.go({ screen: 'room', room: this.#model.room, plan: true });
  }

  /** On a phone the ticket has a tab of its own. */
  showTicket(): void {
    if (screen.layout === 'phone') this.#tab = 'ticket';
  }

  focusRow(ticket: TicketId): void {
    this.rowToFocus = { ticket };
  }

  tint(tickets: readonly TicketId[], by: ParticipantId | null): void {
    if (by === null || tickets.length > tinted_max) return;
    const colour = this.#model.colourOf(by);
    this.tinted = new Map(tickets.map((ticket) => [ticket, colour]));
    setTimeout(() => (this.tinted = new Map()), tinted_ms);
  }

  /** Their rows are about to leave the list. */
  foldAway(tickets: readonly TicketId[], by: ParticipantId | null): void {
    if (by === null || tickets.length > tinted_max) return;
    this.backlog.folding = { tickets, colour: this.#model.colourOf(by) };
  }

  showUpToDate(): void {
    this.upToDate = true;
    setTimeout(() => (this.upToDate = false), up_to_date_ms);
  }

  /** Back to what the room looks at. */
  follow(): void {
    this.moved = false;
    if (screen.layout === 'phone') this.tab = 'vote';
    if (this.wayBack?.at === 'report') return this.showReport(true);
    this.#at = followed(this.#at);
    this.#tellAddress();
  }

  /** What the address says, as far as this page wrote it. */
  get addressed(): TicketId | undefined {
    return this.#addressed;
  }
  /** The address was changed by the browser's own back and forward. */
  followAddress(ticket: TicketId | undefined): void {
    this.#addressed = ticket;
    const now = seen(this.#at, this.#room);
    this.#at = ticket === undefined ? followed(now) : opened(now, ticket);
  }

  /** @param byMe  this person brought the room there */
  roomMoved(byMe: boolean): void {
    if (!byMe) {
      this.leaveReportTogether();
      if (screen.layout === 'phone' && this.#tab !== 'vote') this.moved = true;
    }
    this.#goOn(moved(this.#at, this.#room, this.#busyIn(byMe)));
  }
  /** Everybody comes to the report, but for whoever is busy. */
  meetingEnded(): void {
    this.#goOn(ended(this.#at, this.#room, this.#busyIn(false)));
  }
  #goOn(to: Whereabouts): void {
    const { own } = this.#at;
    this.#at = to;
    const left = own?.kept === false && to.own?.place !== own.place;
    if (left) this.#tellAddress();
  }

  /** @param goes  wherever the room goes next is where this person wants to be */
  #busyIn(goes: boolean): Place | undefined {
    const here = this.#place;
    // What a dialog of the lobby holds stays in the dialog.
    if (here?.at === 'lobby') return this.writing ? here : undefined;
    return !goes && (this.writing || this.dialog) ? here : undefined;
  }
  /** What this person looks at, until the room goes on. */
  get #place(): Place | undefined {
    const { room, own } = this.#at;
    if (this.planning || this.reporting) return undefined;
    if (screen.layout !== 'phone') return own?.place ?? room;
    if (this.#tab === 'vote') return own?.kept ? own.place : room;
    const ticket = this.#tab === 'ticket' ? ticketOf(own?.place ?? room) : undefined;
    return ticket === undefined ? undefined : { at: 'ticket', ticket };
  }

  #tellAddress(): void {
    this.#carried = false;
    const ticket = this.kept ? undefined : this.opened;
    this.#addressed = ticket;
    const { room } = this.#model;
    router.go({ screen: 'room', room, ...(ticket === undefined ? {} : { ticket }) });
  }
}
