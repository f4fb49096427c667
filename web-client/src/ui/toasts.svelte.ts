/**
 * Short messages at the edge of the screen. Those with something to press stay until dismissed,
 * but for an undo, which has its key as well.
 */
export type ToastAction = { readonly label: string; readonly run: () => void };
export type Toast = {
  readonly id: number;
  readonly words: string;
  readonly tone: 'plain' | 'bad';
  readonly actions: readonly ToastAction[];
};
type NewToast = {
  readonly words: string;
  readonly tone?: Toast['tone'];
  readonly actions?: readonly ToastAction[];
  /** A newer toast of the same topic takes the place of the older. */
  readonly topic?: string;
  /** Goes by itself, though it has something to press. */
  readonly passes?: true;
};

const reading_ms = 8000;
const passing_ms = 20_000;
const toasts_max = 3;

class Toasts {
  list: readonly Toast[] = $state.raw([]);
  #next = 1;
  readonly #topics = new Map<string, number>();

  show({ words, tone = 'plain', actions = [], topic, passes }: NewToast): void {
    const id = this.#next++;
    const earlier = topic === undefined ? undefined : this.#topics.get(topic);
    if (topic !== undefined) this.#topics.set(topic, id);
    const others = this.list.filter((toast) => toast.id !== earlier);
    this.list = [...others, { id, words, tone, actions }].slice(-toasts_max);
    if (passes) setTimeout(() => this.dismiss(id), passing_ms);
    else if (actions.length === 0) setTimeout(() => this.dismiss(id), reading_ms);
  }

  dismissTopic(topic: string): void {
    const id = this.#topics.get(topic);
    if (id !== undefined) this.dismiss(id);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
