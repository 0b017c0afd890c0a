// Suggestions: the nearest word, and nothing where no word is near.
import { describe, expect, it } from 'vitest';
import { didYouMean, formatMessage, listWords, nearestWord } from '../plugins/message.ts';

describe('the nearest word', () => {
  it.each([
    ['qouta', ['quota', 'renew'], 'quota'],
    ['on trak', ['on track', 'off track'], 'on track'],
    ['anna', ['ana', 'ben'], 'ana'],
    ['Ana', ['ana'], 'ana'],
    ['a', ['b', 'ab'], 'b'],
    ['wheel', ['flywheel', 'loop'], undefined],
    ['', ['a'], 'a'],
    ['x', [], undefined],
  ])('to %s of %j is %s', (word, candidates, expected) =>
    expect(nearestWord(word, candidates)).toBe(expected),
  );
});

describe('messages', () => {
  it('list words and suggest one', () => {
    expect(listWords(['a', 'b', 'c'])).toBe('`a`, `b` or `c`');
    expect(listWords(['a'])).toBe('`a`');
    expect(listWords([])).toBe('');
    expect(didYouMean('qouta', ['quota'])).toBe('; did you mean `quota`?');
    expect(didYouMean('zzz', ['quota'])).toBe('');
  });

  it('say where, what and by which rule', () => {
    const place = { file: 'content/index.md', line: 40, column: 1 };
    expect(formatMessage({ rule: 'step-unique', severity: 'error', reason: 'Unexpected step', place })).toBe(
      'content/index.md:40:1: Unexpected step (compass:step-unique)',
    );
  });
});
