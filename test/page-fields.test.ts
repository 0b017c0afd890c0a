// Private roles in texts that mystmd takes as they are written: what is taken, and what stays.
import { describe, expect, it } from 'vitest';
import type { MystNode } from '../plugins/graph/node.ts';
import { cleanFields, privateRoleTexts } from '../plugins/page/fields.ts';

describe('a node without a text of its own', () => {
  it.each(['heading', 'paragraph', 'math', 'mermaid'])('stays so: %s', (type) => {
    const node: MystNode = { type, children: [{ type: 'text', value: 'Words' }] };
    cleanFields(node, new Set());
    expect(Object.keys(node)).toEqual(['type', 'children']);
  });
});

describe('texts of private roles', () => {
  it.each([
    ['a role', 'We pay {private}`much more` now.', ['much more']],
    ['a role of longer fences', 'Pay {team}``much `more` ``.', ['much `more`']],
    ['names of roles in a row', 'Roles: `{private}`, `{team}`, `{person}`.', []],
    ['a role that is shown as code', 'Write `` {private}`text` `` there.', []],
  ])('%s', (_name, source, texts) => expect([...privateRoleTexts(source)]).toEqual(texts));

  it('go out of alternative texts, and out of nothing that merely has the same words', () => {
    const texts = privateRoleTexts('![Ana and {private}`Ben`](a.png)');
    const image: MystNode = { type: 'image', alt: 'Ana and Ben' };
    const wheel: MystNode = { type: 'compassDirective', body: '- Ben, Ana', options: { actors: 'Ben, Ana' } };
    expect([cleanFields(image, texts), image.alt]).toEqual([true, 'Ana and ']);
    expect([cleanFields(wheel, texts), wheel.body]).toEqual([false, '- Ben, Ana']);
    expect(wheel.options).toEqual({ actors: 'Ben, Ana' });
  });
});
