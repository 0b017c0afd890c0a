// Short links hide where they lead: only the words in front of one say that it joins a meeting.
import type { Pattern } from './pattern.ts';

export const SHORT_LINKS: Pattern[] = [
  {
    rule: 'join-link',
    group: 1,
    gate: /(?:bit\.ly|tinyurl\.com|goo\.gl|is\.gd|rb\.gy|cutt\.ly|tiny\.cc|ow\.ly|rebrand\.ly|shorturl\.at)\/./i,
    regex:
      /(?<![\w-])(?:zoom|google meet|meet|webex|teams|jitsi|bbb|bigbluebutton|video ?(?:call|conference)|conference|meeting|call|dial[- ]?in)(?: (?:link|url|room|call|meeting))?["'*_`\])]{0,3} ?(?:[:：|–—-]|\()["'*_`<(]{0,3} ?["'*_`<(]{0,3}((?:https?:\/\/)?(?:bit\.ly|tinyurl\.com|goo\.gl|is\.gd|rb\.gy|cutt\.ly|tiny\.cc|ow\.ly|rebrand\.ly|shorturl\.at)\/[\w/-]{2,60})/giu,
  },
];
