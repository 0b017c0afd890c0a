// Runs before the first paint: the reader's choice of light or dark. Blocking on purpose, and tiny.
const root = document.documentElement;
root.classList.add('js');
try {
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
} catch {
  // Storage may be forbidden: the system's choice stands.
}

export {};
