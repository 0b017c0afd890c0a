// In `myst start`: mystmd tells when something changed; the page is fetched again and put in place, so that the
// reader stays where they are, folds and all. Not part of a built site.
const port = document.querySelector<HTMLScriptElement>('script[data-port]')?.dataset.port ?? '';

function listen(): void {
  const socket = new WebSocket(`ws://${location.hostname}:${port}/socket`);
  socket.addEventListener('message', ({ data }) => {
    if (JSON.parse(String(data)).type === 'RELOAD') void refresh();
  });
  socket.addEventListener('close', () => setTimeout(listen, 1000));
}

async function refresh(): Promise<void> {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const open = [...document.querySelectorAll('main details')].map((fold) => fold.hasAttribute('open'));
  const y = scrollY;
  document.title = page.title;
  for (const name of ['main', '.side', '.outline', '.top']) {
    const fresh = page.querySelector(name);
    const stale = document.querySelector(name);
    if (fresh && stale) stale.replaceWith(document.adoptNode(fresh));
    else if (fresh || stale) return location.reload();
  }
  document.body.className = page.body.className;
  document.querySelectorAll('main details').forEach((fold, index) => {
    fold.toggleAttribute('open', open[index] ?? fold.hasAttribute('open'));
  });
  scrollTo(0, y);
  document.dispatchEvent(new Event('compass:refresh'));
}

listen();
