// The title of the view that is open: in the browser's tab, and in "cite this view".
import { t } from './i18n/messages.svelte';

let now = $state('');

export const title = {
  get now(): string {
    return now;
  },
};

/** Names the view; called in an effect, so that the language of the page is followed. */
export function entitle(text: string): void {
  now = text;
  document.title = `${text} · ${t('app.title')}`;
}
