/** The keys that this browser's person chose, whatever the room. */
import { readChoices, type KeyChoices, type Keys } from './key_choices';
import { recall, remember } from './storage';

const name = 'keys';

export class OwnKeys {
  readonly #usual: Keys;
  #choices: KeyChoices = $state.raw({});

  constructor(usual: Keys) {
    this.#usual = usual;
    this.#choices = readChoices(recall(name), usual);
  }

  of(action: string): readonly string[] {
    const own = this.#choices[action];
    return own === undefined ? (this.#usual[action] ?? []) : [own];
  }
  /** Every action with the keys that it has now. */
  get all(): Keys {
    return Object.fromEntries(Object.keys(this.#usual).map((action) => [action, this.of(action)]));
  }
  isOwn(action: string): boolean {
    return action in this.#choices;
  }

  choose(action: string, keys: string): void {
    const usual = this.#usual[action]?.length === 1 && this.#usual[action][0] === keys;
    if (usual) this.restore(action);
    else this.#keep({ ...this.#choices, [action]: keys });
  }
  restore(action: string): void {
    this.#keep(
      Object.fromEntries(Object.entries(this.#choices).filter(([other]) => other !== action)),
    );
  }
  restoreAll(): void {
    this.#keep({});
  }

  #keep(choices: KeyChoices): void {
    this.#choices = choices;
    remember(name, Object.keys(choices).length === 0 ? undefined : JSON.stringify(choices));
  }
}
