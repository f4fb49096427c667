/**
 * What this page looks at, apart from what the room looks at. One follows the spotlight until one
 * opens something else; somebody who types or has a dialog open is never carried off.
 */
import { untrack } from 'svelte';
import type { ParticipantId, TicketId } from '../../protocol/ids';
import type { Confidence, Round, Ticket } from '../../protocol/state';
import { lobbyIsOpen } from '../../room/lobby';
import { newestRound, questionLookedAt, spotlightOf } from '../../room/selectors';
import { BacklogView } from '../backlog/backlog_view.svelte';
import { boardOf } from '../boards/boards';
import type { Decision } from '../dots/decision';
import { screen } from '../layout.svelte';
import { FaceDown } from '../people/face_down.svelte';
import { OwnSigns } from '../people/own_signs.svelte';
import { RoomLinks } from '../people/room_links.svelte';
import { router } from '../route.svelte';
import type { RoomModel } from './model.svelte';

/* eslint-disable svelte/prefer-svelte-reactivity --
   plain maps here are replaced as a whole, or nobody waits for their changes */

export type Dialog =
  | { readonly kind: 'share' | 'people' | 'archived' | 'settings' | 'palette' | 'keys' | 'paste' }
  | { readonly kind: 'me' | 'change_keys' }
  | { readonly kind: 'estimate' | 'open_round'; readonly ticket: TicketId }
  | { readonly kind: 'link' | 'park' | 'ready_anyway'; readonly ticket: TicketId }
  | { readonly kind: 'archive' | 'move' | 'merge'; readonly tickets: readonly TicketId[] }
  | {
      readonly kind: 'fields';
      readonly tickets: readonly TicketId[];
      readonly first?: 'priority' | 'labels';
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
  /** What this person opened; undefined while following. */
  #opened: TicketId | undefined = $state();
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
  /** The ticket that the room looked at last, before its board. */
  lastSpotlight: TicketId | undefined;
  /** A phone's badge: the spotlight moved while another tab was in front. */
  moved = $state(false);
  /** Somebody who writes in the lobby is not carried off when the meeting starts. */
  keepsLobby = $state(false);
  /** Somebody who writes on a board, or has a dialog open there, is not carried off it. */
  #keptBoard: string | undefined = $state();
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
    const { route } = router;
    if (route.screen === 'room' && route.ticket !== undefined) {
      this.#opened = route.ticket;
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
  get opened(): TicketId | undefined {
    return this.#opened;
  }
  /** The ticket in the centre. */
  get shown(): Ticket | undefined {
    if (this.#opened === undefined) return this.spotlight;
    return this.#model.view.ticket(this.#opened);
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
  get following(): boolean {
    if (this.#opened === undefined) return this.#keptBoard === undefined;
    return this.isLookedAt(this.#opened);
  }
  /** The room looks at a board, or waits in the lobby; a ticket that it names is part of that. */
  get covered(): boolean {
    const { view } = this.#model;
    return lobbyIsOpen(view) || boardOf(view) !== undefined;
  }
  get keptBoard(): string | undefined {
    return this.#keptBoard;
  }
  /** The centre of everybody who follows is this ticket. */
  isLookedAt(ticket: TicketId): boolean {
    return ticket === this.spotlight?.ticket && !this.covered;
  }
  /**
   * The ticket on the table: the one in the spotlight, unless one opened another that collects
   * votes at this moment. A board has no table.
   */
  get onTable(): Ticket | undefined {
    const { view } = this.#model;
    const own = this.#opened === undefined ? undefined : view.ticket(this.#opened);
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
      if (!over) count(-1);
      over = true;
    };
  }

  /** The report stands in the place of the room. */
  get reporting(): boolean {
    return router.route.screen === 'room' && router.route.report === true;
  }
  /** @param carried  the room goes there together, and on from there together */
  showReport(carried = false): void {
    this.#carried = carried;
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
    const looksTogether = this.isLookedAt(ticket);
    this.#splitting = undefined;
    this.#opened = looksTogether ? undefined : ticket;
    this.#keptBoard = undefined;
    this.listOpen = false;
    if (screen.layout === 'phone') this.tab = looksTogether ? 'vote' : 'ticket';
    this.#tellAddress();
  }

  /** @param open the room waits in it */
  keepLobby(open: boolean): void {
    if (!this.writing) this.keepsLobby = false;
    else if (open && this.#opened === undefined) this.keepsLobby = true;
  }

  /** This person plans the meeting, in place of what the room looks at. */
  get planning(): boolean {
    return router.route.screen === 'room' && router.route.plan === true;
  }
  plan(): void {
    this.#opened = undefined;
    this.#keptBoard = undefined;
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
    this.#opened = undefined;
    this.#keptBoard = undefined;
    this.keepsLobby = false;
    this.moved = false;
    if (screen.layout === 'phone') this.tab = 'vote';
    this.#tellAddress();
  }

  /** What the address says, as far as this page wrote it. */
  get addressed(): TicketId | undefined {
    return this.#addressed;
  }
  /** The address was changed by the browser's own back and forward. */
  followAddress(ticket: TicketId | undefined): void {
    this.#addressed = ticket;
    this.#opened = ticket !== undefined && this.isLookedAt(ticket) ? undefined : ticket;
    this.#keptBoard = undefined;
  }

  /** @param before  what the room looked at until now: a ticket, or a board, or its lobby */
  spotlightMoved(before: { readonly ticket?: TicketId; readonly board?: string }): void {
    this.leaveReportTogether();
    if (screen.layout === 'phone' && this.#tab !== 'vote') this.moved = true;
    const { board } = this.#model.view.facts.spotlight ?? {};
    if (this.#keptBoard !== undefined) {
      if (this.#keptBoard === board) this.#keptBoard = undefined;
    } else if (before.board !== undefined && this.#looksAtBoard && (this.writing || this.dialog)) {
      this.#keptBoard = before.board;
      if (this.#opened === undefined) return;
      this.#opened = undefined;
      this.#tellAddress();
    } else if (this.#opened === undefined && (this.writing || this.dialog)) {
      this.#opened = before.ticket;
    } else if (this.#opened !== undefined && this.isLookedAt(this.#opened)) {
      this.#opened = undefined;
      this.#tellAddress();
    }
  }

  /** A phone's first tab stays where the room is, whatever stands in the tab of the ticket. */
  get #looksAtBoard(): boolean {
    return screen.layout === 'phone' ? this.#tab === 'vote' : this.#opened === undefined;
  }

  #tellAddress(): void {
    this.#carried = false;
    const ticket = this.#opened;
    this.#addressed = ticket;
    const { room } = this.#model;
    router.go({ screen: 'room', room, ...(ticket === undefined ? {} : { ticket }) });
  }
}
