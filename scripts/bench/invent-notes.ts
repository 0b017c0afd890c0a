// Notes for the bench. As people write them: of 421 public files of four teams, 10 kB and 180 lines a meeting, four of
// five of its items nested; in a megabyte 1,600 links, 1,700 pieces of code, 1,000 questions, 170 actions and 23 decisions.
// And dense ones, where every second line is a record.
import { wordsFrom } from './words.ts';

const TOPICS = 12;
const ITEMS = 12;

/** One meeting a day, newest first, of about so many bytes in all. */
export function inventNotes(bytes: number): string {
  return meetings(bytes, usualMeeting);
}

export function inventDenseNotes(bytes: number): string {
  return meetings(bytes, denseMeeting);
}

function meetings(bytes: number, write: (number: number) => string): string {
  const count = Math.ceil(bytes / write(1_000).length);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2199, 0, 1) - index * 86_400_000).toISOString().slice(0, 10);
    return `## ${day}\n\n${write(count - index)}`;
  }).join('\n');
}

function usualMeeting(number: number): string {
  const topics = Array.from({ length: TOPICS }, (_, index) => topic(number, index));
  const decision = number % 4 === 0 ? `- DECISION: we ${wordsFrom(number, 8)} number ${number}\n` : '';
  return `Present: Ana, Ben, Chloe Dune, @dov\n\n${topics.join('\n')}\n${decision}`;
}

/** Every sixth opens with an action that two later meetings carry over. */
function topic(number: number, index: number): string {
  const seed = number * TOPICS + index;
  const given = Math.floor(number / 3);
  const action =
    index % 6 === 0 ? `- [ ] ACTION Ana: ${wordsFrom(given + index, 6)} of ${given}-${index}\n` : '';
  const items = Array.from(
    { length: ITEMS },
    (_, item) => `${item % 5 === 0 ? '' : '    '}- ${said(seed, item)}`,
  );
  return `### ${wordsFrom(seed, 3)} ${seed % 7}\n\n${action}${items.join('\n')}\n`;
}

function said(seed: number, item: number): string {
  const words = wordsFrom(seed + item * 3, 9);
  if (item === 3 || (item === 9 && seed % 3 === 0))
    return `${words}, see [the ${words.slice(0, 12).trim()}](https://example.org/${seed})`;
  if (item === 5 || (item === 6 && seed % 2 === 0))
    return `Ben: ${words}, as \`${words.slice(0, 8).trim()}.csv\` has **all** of it`;
  if (item === 8) return `https://github.com/harbour/pier/issues/${seed}`;
  return item === 10 ? `${words}?` : words;
}

const DENSE = [
  '### Pier',
  '',
  '- The north pier is closed, see [the report](https://example.org/report) and harbour/pier#12',
  '    - AR: who owns the repair?',
  '    - DECISION: the harbour owns repairs number %n',
  '    - [ ] ACTION BO: Write page %n about the repair by Friday',
  '- Membership',
  '    - Ana: fees came in late, `fees.csv` has **all** of them, nobody complained about it so far',
  '    - Ben will call the club about invoice %n',
  '    - What did we miss?',
  '',
].join('\n');

function denseMeeting(number: number): string {
  return Array.from({ length: 6 }, (_, part) => DENSE.replaceAll('%n', `${number}-${part}`)).join('\n');
}
