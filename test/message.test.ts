// Suggestions: the nearest word, and nothing where no word is near.
import { describe, expect, it } from 'vitest';
import {
  createReport,
  didYouMean,
  formatMessage,
  listenedReport,
  listWords,
  nearestWord,
  withoutConsequences,
  withoutNames,
} from '../plugins/message.ts';

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
    expect(didYouMean('warn', ['error', 'warning', 'info'])).toBe('; did you mean `warning`?');
    expect(didYouMean('wheel', ['wheel-access', 'wheel-support'])).toBe('');
    expect(didYouMean('wa', ['warning'])).toBe('');
  });

  it('say where, what and by which rule', () => {
    const place = { file: 'content/index.md', line: 40, column: 1 };
    const broken = {
      rule: 'step-unique',
      severity: 'error' as const,
      reason: 'Unexpected `a\n::error::b`',
      place,
    };
    expect(formatMessage(broken)).not.toContain('\n');
    const obeyed = '\u001b[31m\u009b2J\u0007\u202e\u2066';
    expect(formatMessage({ ...broken, reason: `a${obeyed}b` })).toContain(': a [31m 2J   b (');
    expect(formatMessage({ rule: 'step-unique', severity: 'error', reason: 'Unexpected step', place })).toBe(
      'content/index.md:40:1: Unexpected step (compass:step-unique)',
    );
  });

  it('leave out what follows from an error within the same lines', () => {
    const rule = { id: 'a', severity: 'error' as const, why: '' };
    const { messages, report } = createReport();
    const told = [
      { rule: 'b', severity: 'error' as const, reason: '', place: { file: 'a.yml', line: 4, column: 9 } },
    ];
    const say = withoutConsequences(report, told);
    for (const [file, line, endLine] of [
      ['a.yml', 3, 6],
      ['a.yml', 5, 6],
      ['a.yml', 4],
      ['b.yml', 3, 6],
    ] as const)
      say(rule, `${file} ${line}`, { file, line, column: 1, endLine });
    expect(messages.map(({ reason }) => reason)).toEqual(['a.yml 5', 'b.yml 3']);
  });

  it('are heard by whoever asks whether something was said', () => {
    const { messages, report } = createReport();
    const heard = listenedReport(report);
    expect(heard.hasSpoken()).toBe(false);
    heard.report({ id: 'a', severity: 'error', why: '' }, 'x', { file: 'a.md', line: 1, column: 1 });
    expect(heard.hasSpoken()).toBe(true);
    expect(messages).toHaveLength(1);
  });

  it('quote no name that their reader may not see', () => {
    const { messages, report } = createReport();
    const rule = { id: 'person-known', severity: 'error' as const, why: '' };
    const place = { file: 'a.md', line: 1, column: 1 };
    const told = withoutNames(report, new Set(['olga', 'Olga T. (x)', 'OT']));
    for (const name of ['Olga', 'olga t. (x)', 'ot', 'olgarth', 'bot'])
      told(rule, `Unexpected \`${name}\`, expected \`ana\``, place);
    expect(messages.map(({ reason }) => reason.includes('withholds'))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
