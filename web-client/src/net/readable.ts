/** Called at once with the value and then with every later one; returns how to stop. */
export interface Readable<T> {
  subscribe(run: (value: T) => void): () => void;
  get(): T;
}

export class Writable<T> implements Readable<T> {
  #value: T;
  readonly #subscribers = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (value === this.#value) return;
    this.#value = value;
    this.notify();
  }

  /** For a value that changes inside. */
  notify(): void {
    for (const run of [...this.#subscribers]) run(this.#value);
  }

  subscribe(run: (value: T) => void): () => void {
    // A function of its own, so that subscribing twice with the same one means two subscriptions.
    const subscriber = (value: T) => run(value);
    this.#subscribers.add(subscriber);
    subscriber(this.#value);
    return () => void this.#subscribers.delete(subscriber);
  }
}
