// Starts the page.
import { mount } from 'svelte';

import './app.css';
import App from './App.svelte';
import { prepare } from './lib/i18n/messages.svelte';
import { settings } from './lib/settings.svelte';

const target = document.getElementById('page');
if (target) {
  await prepare(settings.lang);
  mount(App, { target });
}
