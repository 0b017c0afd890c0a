// What `compass build` takes out of style sheets, and what only looks like it.
import { describe, expect, it } from 'vitest';
import { withoutCssComments } from '../../scripts/clean.ts';

describe('a style sheet', () => {
  it.each([
    ['loses a comment', 'a { /* one */ color: red }', 'a { /**/ color: red }'],
    ['loses one over lines', 'a {}\n/* one\n * two\n */\nb {}', 'a {}\n/**/\nb {}'],
    ['loses one that stays open', 'a {} /* one', 'a {} /**/'],
    ['loses one with an apostrophe, and the next', "/* don't */ a {} /* can't */", '/**/ a {} /**/'],
    ['is parted where a comment parted it', 'a/* one */.b {}', 'a/**/.b {}'],
    ['keeps a licence', '/*! MIT */ a {}', '/*! MIT */ a {}'],
    ['keeps texts', "a { content: \"/* one */\" } b { content: '\\'/* two */' }", undefined],
    ['keeps addresses', 'a { background: url(/x/*.png) } b { background: url(//a/*/b) }', undefined],
  ])('%s', (_name, css, cleaned = css) => expect(withoutCssComments(css)).toBe(cleaned));
});
