// What wakes once the page stands: light and dark, the outline that follows, copy buttons, synced tabs, and the doors
// to search, previews and diagrams, which load when they are first needed. The page reads well without any of it.
const root = document.documentElement;
const find = <T extends Element>(selector: string, within: ParentNode = document) => [
  ...within.querySelectorAll<T>(selector),
];
/** Storage may be forbidden: then a choice holds for this page alone. */
const keep = (store: 'localStorage' | 'sessionStorage', key: string, value: string): void => {
  try {
    window[store].setItem(key, value);
  } catch {}
};

/** A fragment that cannot be decoded names nothing. */
function targetOf(hash: string): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  find('.mode').forEach((button) => {
    button.addEventListener('click', () => {
      const now = root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
      root.dataset.theme = now === 'dark' ? 'light' : 'dark';
      keep('localStorage', 'theme', root.dataset.theme);
    });
  });
}

/** The last heading above the upper third of the window is where the reader is. */
function followOutline(): void {
  const links = find<HTMLAnchorElement>('.outline a, .side ul ul a[href^="#"]');
  const targets = links.map((link) => targetOf(link.hash));
  if (links.length === 0) return;
  const follow = () => {
    const end = scrollY > 0 && scrollY + innerHeight >= document.body.scrollHeight - 2;
    let current = 0;
    targets.forEach((target, index) => {
      if (target?.getClientRects().length && (target.getBoundingClientRect().top < innerHeight / 3 || end))
        current = index;
    });
    links.forEach((link, index) => {
      if (index === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  };
  let waiting = false;
  addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow();
      });
    },
    { passive: true },
  );
  follow();
}

function addCopyButtons(): void {
  for (const pre of find<HTMLElement>('.code > pre')) {
    const button = document.createElement('button');
    button.className = 'copy';
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(pre.innerText.replace(/\n$/, ''));
      button.textContent = 'Copied';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 1500);
    });
    pre.after(button);
  }
}

/** Tabs with one key change together, on this page and the next. */
function syncTabs(): void {
  const inputs = find<HTMLInputElement>('input[data-sync]');
  const choose = (key: string) => {
    for (const input of inputs) if (input.dataset.sync === key) input.checked = true;
  };
  for (const input of inputs) {
    input.addEventListener('change', () => {
      const { sync = '' } = input.dataset;
      const top = input.getBoundingClientRect().top;
      choose(sync);
      scrollBy(0, input.getBoundingClientRect().top - top);
      keep('sessionStorage', 'tab', sync);
    });
  }
  try {
    choose(sessionStorage.getItem('tab') ?? '');
  } catch {}
}

/** What a fragment leads to is shown, even in a fold or under another tab. */
function showTarget(): void {
  const target = targetOf(location.hash);
  if (!target) return;
  for (let part: Element | null = target; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
    const tab = part.matches('.panel') ? part.previousElementSibling?.previousElementSibling : undefined;
    if (tab instanceof HTMLInputElement) tab.checked = true;
  }
  target.scrollIntoView();
}

/** One module serves `/`, Ctrl-K and the button; nothing of it is loaded before. */
function openDoors(): void {
  const search = () => import('./search.ts').then(({ openSearch }) => openSearch(root.dataset.base ?? ''));
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.search')) void search();
  });
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const typing = target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
    const held = ctrlKey || metaKey;
    const asked = key === 'k' ? held : key === '/' && !held && !altKey && !typing;
    if (!asked || !document.querySelector('.search')) return;
    event.preventDefault();
    void search();
  });
  const preview = (event: Event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('main a[href]') : null;
    if (
      !link ||
      link.origin !== location.origin ||
      link.matches('.anchor, .neighbours a, .foot a, .crumbs a')
    )
      return;
    void import('./preview.ts').then(({ offerPreview }) => offerPreview(link, event.type));
  };
  if (matchMedia('(hover: hover)').matches) document.addEventListener('mouseover', preview);
  document.addEventListener('focusin', preview);
}

function drawDiagrams(): void {
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      void import('./mermaid.ts').then(({ drawDiagram }) => drawDiagram(target));
    }
  });
  for (const source of find('.mermaid')) watcher.observe(source);
}

/** Fewer are taken in at a glance. */
const LONG_TABLE = 6;

function orderObjectives(): void {
  for (const list of find<HTMLElement>('.compass-objectives-list')) {
    const isOffered = list.previousElementSibling?.matches('.compass-controls');
    if (isOffered || list.querySelectorAll(':scope > .compass-objective').length < LONG_TABLE) continue;
    void import('./objectives.ts').then(({ offerOrder }) => offerOrder(list));
  }
}

/** Again after each reload in place. */
function wake(): void {
  followTheme();
  followOutline();
  addCopyButtons();
  syncTabs();
  drawDiagrams();
  orderObjectives();
}

wake();
openDoors();
showTarget();
addEventListener('hashchange', showTarget);
document.addEventListener('compass:refresh', wake);

export {};
