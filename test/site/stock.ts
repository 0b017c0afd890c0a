// A page as the stock theme of mystmd shows it: its renderer, myst-to-react, in its own providers. In: the page's tree
// as mystmd wrote it; out: html.
import { ReferencesProvider, Theme, ThemeProvider } from '@myst-theme/providers';
import { DEFAULT_RENDERERS, MyST } from 'myst-to-react';
import type { ComponentProps } from 'react';
import { jsx } from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import type { MystNode } from '../../plugins/graph/node.ts';

type References = ComponentProps<typeof ReferencesProvider>['references'];

export function stockHtml(tree: MystNode): string {
  const ast = tree as unknown as ComponentProps<typeof MyST>['ast'];
  const references = { article: ast } as unknown as References;
  const children = jsx(ReferencesProvider, { references, children: jsx(MyST, { ast }) });
  const theme = { renderers: DEFAULT_RENDERERS, theme: Theme.light, setTheme: () => {} };
  return renderToStaticMarkup(jsx(ThemeProvider, { ...theme, children }));
}
