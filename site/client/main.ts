// What wakes once the page is read: light and dark, the outline that follows, copy buttons, synced tabs, and the
// doors to search, previews and diagrams, which load when they are first needed.
const root = document.documentElement;

function toggleTheme(): void {
  const dark =
    getComputedStyle(root).colorScheme === 'dark' ||
    ((root.dataset.theme ?? '') === '' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'light' : 'dark';
  try {
    localStorage.setItem('theme', root.dataset.theme);
  } catch {
    // Kept for this page alone.
  }
}
document.querySelector('.mode')?.addEventListener('click', toggleTheme);
