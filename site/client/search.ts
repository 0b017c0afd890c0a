// The search panel: opens over the page, finds while typing, says what each hit is and where. In: the site's base
// path; the index is fetched when the panel first opens, in pieces when the site is large.
import MiniSearch from 'minisearch';
import { createIndex, entriesOfMyst, type SearchEntry, searchOptions, withSlash } from '../search.ts';
import { loadStyles } from './styles.ts';

interface Hit extends SearchEntry {
  score: number;
  terms: string[];
}

const SHOWN = 20;
const KIND_ORDER = ['decision', 'action', 'meeting', 'objective', 'measure', 'step', 'person', 'page'];

let panel: Panel | undefined;

interface Panel {
  dialog: HTMLDialogElement;
  input: HTMLInputElement;
  kinds: HTMLElement;
  results: HTMLElement;
  count: HTMLElement;
}

const indexes: MiniSearch<SearchEntry>[] = [];
let kind = '';
let chosen = 0;
let base = '';

export async function openSearch(siteBase: string): Promise<void> {
  base = siteBase;
  await loadStyles('panels');
  if (!panel) {
    panel = buildPanel();
    void loadIndex(panel);
  }
  panel.dialog.showModal();
  panel.input.select();
}

/** Small helper for elements with attributes: everything a reader sees is set as text. */
function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function buildPanel(): Panel {
  const input = make('input', {
    type: 'search',
    placeholder: 'Search',
    'aria-label': 'Search this site',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-expanded': 'true',
    'aria-controls': 'hits',
    'aria-autocomplete': 'list',
  });
  const close = make('button', { type: 'button' }, make('kbd', {}, 'Esc'));
  close.setAttribute('aria-label', 'Close');
  const kinds = make('div', { class: 'kinds', role: 'radiogroup', 'aria-label': 'Kind' });
  const results = make('div', { id: 'hits', role: 'listbox', 'aria-label': 'Results' });
  const count = make('span', { role: 'status' });
  const foot = make(
    'p',
    {},
    make('kbd', {}, '↑'),
    ' ',
    make('kbd', {}, '↓'),
    ' move',
    make('kbd', {}, 'Enter'),
    ' open',
    count,
  );
  const dialog = make(
    'dialog',
    { class: 'search-panel', 'aria-label': 'Search' },
    make('div', { class: 'field' }, ...searchIcon(), input, close),
    kinds,
    results,
    foot,
  );
  const made = { dialog, input, kinds, results, count };
  close.addEventListener('click', () => dialog.close());
  input.addEventListener('input', () => show(made));
  input.addEventListener('keydown', (event) => onKey(event, made));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return made;
}

/** The button's own icon. */
const searchIcon = () =>
  [...document.querySelectorAll('.search .icon')].slice(0, 1).map((icon) => icon.cloneNode(true));

async function loadIndex(made: Panel): Promise<void> {
  const manifest = await readJson(`${base}/search/index.json`);
  const pieces = isManifest(manifest) ? manifest.pieces : [];
  if (pieces.length === 0)
    indexes.push(createIndex(entriesOfMyst(await readJson(`${base}/myst.search.json`))));
  for (const piece of pieces) {
    const response = await fetch(`${base}/search/${piece}`);
    indexes.push(await MiniSearch.loadJSONAsync<SearchEntry>(await response.text(), searchOptions));
    show(made);
  }
  show(made);
}

const isManifest = (value: unknown): value is { pieces: string[] } =>
  typeof value === 'object' && value !== null && 'pieces' in value && Array.isArray(value.pieces);

async function readJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

function findHits(query: string): Hit[] {
  const found = indexes.flatMap((index) =>
    index.search(query).map((hit) => ({ ...(hit as unknown as Hit), terms: hit.terms })),
  );
  return found.sort((a, b) => b.score - a.score);
}

function show(made: Panel): void {
  const query = made.input.value.trim();
  const hits = query === '' ? [] : findHits(query);
  const kinds = [...new Set(hits.map((hit) => hit.kind))].sort(
    (a, b) => KIND_ORDER.indexOf(a) - KIND_ORDER.indexOf(b),
  );
  if (!kinds.includes(kind)) kind = '';
  const filtered = hits.filter((hit) => kind === '' || hit.kind === kind);
  showKinds(made, kinds);
  // Hits of one kind stand together, the kind of the best hit first.
  const shown = groupByKind(filtered.slice(0, SHOWN));
  made.results.replaceChildren(...shown.map((hit, index) => row(hit, index, shown[index - 1]?.kind)));
  made.count.textContent =
    query === ''
      ? ''
      : indexes.length === 0
        ? 'Loading'
        : `${filtered.length} ${filtered.length === 1 ? 'result' : 'results'}`;
  choose(made, 0);
}

function groupByKind(hits: Hit[]): Hit[] {
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return kinds.flatMap((name) => hits.filter((hit) => hit.kind === name));
}

function showKinds(made: Panel, kinds: string[]): void {
  const choices = kinds.length > 1 ? ['', ...kinds] : [];
  made.kinds.replaceChildren(
    ...choices.map((name) => {
      const button = make(
        'button',
        { type: 'button', role: 'radio', 'aria-checked': String(name === kind) },
        name === '' ? 'All' : capital(name),
      );
      button.addEventListener('click', () => {
        kind = name;
        show(made);
        made.input.focus();
      });
      return button;
    }),
  );
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function row(hit: Hit, index: number, before: string | undefined): HTMLElement {
  const second = make('span', { class: 'context' });
  if (hit.context) second.append(hit.context);
  const snippet = snippetOf(hit);
  if (snippet) second.append(hit.context ? '. ' : '', '“', ...marked(snippet, hit.terms), '”');
  return make(
    'a',
    { href: `${base}${withSlash(hit.url)}`, role: 'option', id: `hit-${index}`, tabindex: '-1' },
    make('span', { class: 'kind' }, hit.kind === before ? '' : capital(hit.kind)),
    make('span', { class: 'hit' }, make('span', {}, ...marked(hit.title, hit.terms)), second),
  );
}

/** About ninety letters around the first found word. */
function snippetOf(hit: Hit): string {
  const found = matcher(hit.terms).exec(hit.text);
  if (!found) return '';
  const start = hit.text.lastIndexOf(' ', Math.max(0, found.index - 40)) + 1;
  const from = found.index < 40 ? 0 : start;
  const text = hit.text.slice(from, from + 96);
  const end = from + 96 < hit.text.length ? text.lastIndexOf(' ') : text.length;
  return `${from > 0 ? '… ' : ''}${text.slice(0, end)}${end < text.length ? ' …' : ''}`;
}

function marked(words: string, terms: string[]): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const { index, 0: word } of words.matchAll(matcher(terms))) {
    parts.push(words.slice(from, index), make('mark', {}, word));
    from = index + word.length;
  }
  return [...parts, words.slice(from)];
}

/** Terms as they were indexed, longest first. */
function matcher(terms: string[]): RegExp {
  const words = [...terms]
    .sort((a, b) => b.length - a.length)
    .map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(words.length > 0 ? `(?<![\\p{L}\\p{N}])(?:${words.join('|')})` : '(?!)', 'giu');
}

function choose(made: Panel, index: number): void {
  const options = [...made.results.children];
  chosen = options.length === 0 ? 0 : (index + options.length) % options.length;
  options.forEach((option, at) => {
    option.setAttribute('aria-selected', String(at === chosen));
  });
  const current = options[chosen];
  if (current) made.input.setAttribute('aria-activedescendant', current.id);
  else made.input.removeAttribute('aria-activedescendant');
  current?.scrollIntoView({ block: 'nearest' });
}

function onKey(event: KeyboardEvent, made: Panel): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    choose(made, chosen + step);
  } else if (event.key === 'Enter') {
    const current = made.results.children[chosen];
    if (current instanceof HTMLAnchorElement) {
      made.dialog.close();
      location.href = current.href;
    }
  }
}
