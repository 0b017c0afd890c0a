// What a text, front matter and the settings of a site ask for: marks, and what only sounds like one.
import { describe, expect, it } from 'vitest';
import { audienceOfSource } from '../plugins/front-matter.ts';
import { levelOfText, levelOfWord, withoutComments } from '../plugins/marks.ts';
import { siteMarks } from '../scripts/site-marks.ts';

describe('a text', () => {
  it.each([
    ['Pay [team: until May]', 1],
    ['Pay (team)', 1],
    ['Pay [for the team]', 1],
    ['Pay [internal]', 2],
    ['[internal] pay until May', 2],
    ['Pay [internal] until May', 2],
    ['Pay (internal only)', 2],
    ['Pay [not public]', 2],
    ['Pay [private session]', 2],
    ['Pay [pay private]', 2],
    ['Pay — team only', 1],
    ['Pay, internal use only', 2],
    ['Team only: pay', 1],
    ['TEAM ONLY pay', 2],
    ['Pay #internal-only', 2],
    ['Pay #teamonly', 1],
    ['audience: team', 1],
    ['Pay &#91;private&#93;', 2],
    ['Pay \\[private\\]', 2],
    ['Pay &lt;!-- private --&gt;', 2],
    ['Pay %% private %%', 2],
    ['Pay -- private', 2],
    ['Closed session: pay', 2],
    ['Pay 対外秘', 2],
    ['Pay （非公開）', 2],
    ['Pay (HR only)', 2],
    ['Pay [leadership only]', 2],
    ['Pay, ne pas diffuser', 2],
    ['Pay, no compartir', 2],
    ['These notes are private.', 2],
    ['Ask the leads', 0],
    ['Room for the board (Tuesday)', 0],
    ['Works (Linux only)', 0],
    ['Book a room for the team', 0],
    ['Ask Ben (our team)', 0],
    ['Book a room (for the team)', 0],
    ['Internal: who moves the wiki', 0],
    ['Secret: rotate it', 0],
    ['Public, not private: the fair', 0],
    ['See the [internal](https://example.org) wiki', 0],
    ['Audience: the team and its friends', 0],
    ['From 5%% to 9%% of it', 0],
    ['Only the team may merge', 0],
  ])('%s', (text, level) => expect(levelOfText(text)).toBe(level));
});

it('loses its comments, and nothing that only looks like one', () => {
  expect(['a %% b %% c', 'a <!-- b --> c'].map(withoutComments)).toEqual(['a  c', 'a  c']);
  const diagram = '%%{init: {}}%%\nfrom 5%% to 9%%';
  expect(withoutComments(diagram)).toBe(diagram);
});

describe('a comment', () => {
  it.each([
    ['internal only', 2],
    ['for the team', 1],
    ['start of team part', 1],
    ['readers: team', 1],
    ['team photos', 1],
    ['to do: photos', 0],
    ['internal links need a check', 0],
  ])('%s', (text, level) => expect(levelOfWord(text)).toBe(level));
});

describe('front matter', () => {
  it.each([
    ['title: x # private', 'private'],
    ['# private\ntitle: x', 'private'],
    ['title: x # team only', 'team'],
    ['tags: [a,\n  private]', 'private'],
    ['x: {y: {audience: team}}', 'team'],
    ['- audience: team', 'team'],
    ['private:', 'private'],
    ['is_private: true', 'private'],
    ['share: false', 'private'],
    ['readers: team', 'private'],
    ['"audi\\x65nce": team', 'team'],
    ['title: x # see the team', 'public'],
    ['keywords: [team, internal-tools]', 'public'],
    ['visibility: public', 'public'],
  ])('%s', (keys, audience) => {
    expect(audienceOfSource(`---\n${keys}\n---\n\nText`)).toBe(audience);
    expect(audienceOfSource(`---\r${keys.replaceAll('\n', '\r')}\r---\r\rText`)).toBe(audience);
  });
});

describe('the settings of a site', () => {
  it.each([
    ['- title: "Pay {private}`x`"', 1],
    ['- title: "Pay [team only]"', 1],
    ['- file: pay.md # private', 1],
    ['- file: pay.md # internal', 1],
    ['  audience: team', 1],
    ['- {file: pay.md, private: true}', 1],
    ['# team only', 1],
    ['# Team', 0],
    ['# the private plugin, see #12', 0],
    ['- file: team.md # team pages', 0],
    ['- title: Private notes of a team', 0],
    ['- url: https://example.org/x#team', 0],
    ['exclude: [private, "private/**"]', 0],
  ])('%s', (line, count) => {
    const messages = siteMarks((file) => (file === 'myst.yml' ? `version: 1\n${line}\n` : undefined));
    expect(messages.map(({ place }) => place.line)).toEqual(count === 0 ? [] : [2]);
  });

  it('are read where they extend others', () => {
    const files: Record<string, string> = {
      'myst.yml': 'extends:\n  - ./base.yml\n',
      'base.yml': 'audience: team',
    };
    expect(siteMarks((file) => files[file]).map(({ place }) => place.file)).toEqual(['base.yml']);
  });
});
