import { mount } from 'svelte';
import './app.css';
import App from './ui/App.svelte';
import { takeKeyFromAddress } from './ui/known_rooms';

takeKeyFromAddress();
const home = document.getElementById('app');
if (home) {
  home.replaceChildren();
  mount(App, { target: home });
}
