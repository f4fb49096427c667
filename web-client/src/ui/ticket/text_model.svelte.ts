/** A text that is open on this page, as runes. */
import type { DocId } from '../../protocol/ids';
import type { RoomClient, TextChannel, TextView } from '../../net/room_client';

export class TextModel {
  view: TextView = $state.raw({ state: 'loading', v: 0, text: '' });
  readonly channel: TextChannel;
  readonly #stop: () => void;

  constructor(client: RoomClient, doc: DocId) {
    this.channel = client.openText(doc);
    this.#stop = this.channel.subscribe((view) => (this.view = view));
  }

  /** As its owner has left it: what is being saved stands for what is saved. */
  get shown(): string {
    return this.view.saving ?? this.view.text;
  }

  close(): void {
    this.#stop();
    this.channel.close();
  }
}
