import { recall, remember } from './storage';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const announcements = ['all', 'important', 'none'] as const;
export type Announcements = (typeof announcements)[number];

const oneOf = <T extends string>(all: readonly T[], value: string | undefined, usual: T): T =>
  all.find((one) => one === value) ?? usual;

/** What a person chose for this browser, whatever the room. */
class Settings {
  #theme: Theme = $state(oneOf(themes, recall('theme'), 'system'));
  #announcements: Announcements = $state(oneOf(announcements, recall('announce'), 'all'));
  #singleKeys = $state(recall('single_keys') !== 'off');
  #listHidden = $state(recall('list') === 'hidden');

  get theme(): Theme {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    remember('theme', theme === 'system' ? undefined : theme);
    showTheme(theme);
  }

  get announcements(): Announcements {
    return this.#announcements;
  }
  set announcements(which: Announcements) {
    this.#announcements = which;
    remember('announce', which);
  }

  /** Keys without a modifier act (WCAG 2.1.4 asks for a way to switch them off). */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }
  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    remember('single_keys', on ? undefined : 'off');
  }

  get listHidden(): boolean {
    return this.#listHidden;
  }
  set listHidden(hidden: boolean) {
    this.#listHidden = hidden;
    remember('list', hidden ? 'hidden' : undefined);
  }
}

export const settings = new Settings();

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
systemIsDark.addEventListener('change', () => showTheme(settings.theme));

function showTheme(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}
