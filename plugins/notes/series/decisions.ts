// The decisions of a series: what is decided again is one decision, and what takes the place of an earlier one says
// so. In: meetings, oldest first; out: decisions. Nothing is replaced on weak evidence.
import { strictest } from '../../graph/record.ts';
import type { Decision } from '../model.ts';
import { replacesEarlier } from '../section/decisions.ts';
import type { DraftDecision } from '../section/draft.ts';
import { hashId, likeness, MOST_COMPARED, objectivesOf, wordsOf } from '../text/likeness.ts';
import { audienceOf, notedOf, type PlacedMeeting, type SeriesHead } from './meetings.ts';

interface Decided {
  decision: Decision;
  words: string[];
  topic: string;
  meeting: number;
}

/** Two decisions on one topic, in topics that not every meeting has. */
const COMMON_TOPIC = 4;

export function followDecisions(meetings: readonly PlacedMeeting[], series: SeriesHead): Decision[] {
  const decided: Decided[] = [];
  const byWords = new Map<string, Decided>();
  const byTopic = new Map<string, Decided[]>();
  const common = meetings.some(({ dated }) => dated.draft.decisions.length > 0)
    ? commonTopics(meetings)
    : new Map<string, number>();
  const used = new Set<string>();
  meetings.forEach((placed, meeting) => {
    for (const draft of placed.dated.draft.decisions) {
      const words = wordsOf(draft.text);
      const topic = wordsOf(draft.topic ?? '').join(' ');
      const again = byWords.get(`${topic}|${words.join(' ')}`);
      if (again) {
        repeatDecision(again, placed, draft, series);
        continue;
      }
      const added = { decision: newDecision(placed, draft, series, words, used), words, topic, meeting };
      supersede(added, decided, byTopic, common);
      decided.push(added);
      byWords.set(`${topic}|${words.join(' ')}`, added);
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), added].slice(-MOST_COMPARED));
      placed.meeting.decisions.push(added.decision.id);
    }
  });
  return decided.map(({ decision }) => decision);
}

/** The same words on the same topic are the same decision, carried along. */
function repeatDecision(
  known: Decided,
  placed: PlacedMeeting,
  draft: DraftDecision,
  series: SeriesHead,
): void {
  const { meeting, dated, file } = placed;
  if (!meeting.decisions.includes(known.decision.id)) meeting.decisions.push(known.decision.id);
  const noted = notedOf(draft, file, dated, series);
  known.decision.places?.push(noted.place);
  known.decision.audience = strictest(known.decision.audience, noted.audience);
}

function commonTopics(meetings: readonly PlacedMeeting[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { dated } of meetings)
    for (const topic of new Set(dated.draft.topics.map(({ text }) => text)))
      counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
}

function supersede(
  added: Decided,
  decided: Decided[],
  byTopic: Map<string, Decided[]>,
  common: Map<string, number>,
): void {
  const earlier = (other: Decided) => other.meeting < added.meeting && other.decision.supersededBy === null;
  const sameTopic = added.topic === '' ? [] : (byTopic.get(added.topic) ?? []).filter(earlier);
  const rare = (common.get(added.decision.topic ?? '') ?? 0) < COMMON_TOPIC;
  const says = replacesEarlier(added.decision.text);
  const best = (list: Decided[]) =>
    list.reduce<Decided | undefined>(
      (a, b) => (a && likeness(a.words, added.words) > likeness(b.words, added.words) ? a : b),
      undefined,
    );
  const alike = says
    ? best(
        decided
          .slice(-MOST_COMPARED)
          .filter((other) => earlier(other) && overlap(other.words, added.words) >= 0.4),
      )
    : undefined;
  const replaced = alike ?? (rare || says ? best(sameTopic) : undefined);
  if (!replaced) return;
  added.decision.supersedes = replaced.decision.id;
  replaced.decision.supersededBy = added.decision.id;
  replaced.decision.state = 'superseded';
}

/** The part of the shorter text's words that the longer has. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length < b.length ? [a, new Set(b)] : [b, new Set(a)];
  return short.length === 0 ? 0 : short.filter((word) => long.has(word)).length / short.length;
}

function newDecision(
  { meeting, dated, file }: PlacedMeeting,
  draft: DraftDecision,
  series: SeriesHead,
  words: string[],
  used: Set<string>,
): Decision {
  let id =
    draft.number !== null && !used.has(draft.number)
      ? draft.number
      : hashId('decision', series.id, meeting.date, words.join(' '));
  for (let again = 2; used.has(id); again++)
    id = hashId('decision', series.id, meeting.date, words.join(' '), String(again));
  used.add(id);
  const noted = notedOf(draft, file, dated, series);
  return {
    id,
    text: draft.text,
    topic: draft.topic,
    topicAudience: audienceOf(draft.topicMark, dated, series),
    date: meeting.date,
    series: meeting.series,
    madeIn: meeting.id,
    by: draft.by,
    state: 'standing',
    supersedes: null,
    supersededBy: null,
    objectives: objectivesOf(draft.text),
    places: [noted.place],
    ...noted,
  };
}
