/** The icons of the page as data: a tag and its attributes, drawn by `Icon.svelte`. */
import Archive from 'lucide/dist/esm/icons/archive.mjs';
