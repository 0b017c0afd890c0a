// What must go and what must stay, one line each; then properties: idempotent, linear, silent on documentation.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets, redact } from '../../plugins/redact/redact.ts';

const options = {
  privateLinks: ['https://docs.example.org/', 'https://github.com/open-tide/meta'],
  publicLinks: ['mailto:hello@opentide.example', 'https://docs.google.com/forms/d/e/open'],
};
/** Split so that no scanner takes this table for a leak. */
const random = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';

const gone: [string, string][] = [
  ['Join https://us02web.zoom.us/j/81234567890?pwd=QUJD now', 'Join (join link) now'],
  ['[Join Zoom](https://opentide.zoom.us/my/ana.ruiz)', 'Join Zoom (join link)'],
  ['https://zoom.us/rec/share/abcDEF-_123', '(join link)'],
  ['zoom.us/j/123456789.', '(join link).'],
  ['Video: meet.google.com/abc-defg-hij', 'Video: (join link)'],
  ['<https://meet.google.com/abc-defg-hij>', '(join link)'],
  ['https://g.co/meet/board', '(join link)'],
  ['https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=y', '(join link)'],
  ['https://teams.live.com/meet/9312345', '(join link)'],
  ['https://opentide.webex.com/meet/ana', '(join link)'],
  ['https://opentide.webex.com/opentide/j.php?MTID=m1', '(join link)'],
  ['https://meet.jit.si/OpenTideBoard', '(join link)'],
  ['https://whereby.com/open-tide', '(join link)'],
  ['https://bluejeans.com/123456789', '(join link)'],
  ['https://global.gotomeeting.com/join/123', '(join link)'],
  ['https://meet.goto.com/123', '(join link)'],
  ['https://riverside.fm/studio/open-tide', '(join link)'],
  ['https://bbb.example.org/b/ana-x3f-9kk', '(join link)'],
  ['https://app.slack.com/huddle/T1/D1', '(join link)'],
  ['zoommtg://zoom.us/join?confno=123456789', '(join link)'],
  ['https://zoom.us/j/1 Passcode: tideline', '(join link) Passcode: (passcode)'],
  ['**Passcode:** 448812', '**Passcode:** (passcode)'],
  ['Passcode 448812', 'Passcode (passcode)'],
  ['PIN: 48 is no pin, PIN: 4812# is', 'PIN: 48 is no pin, PIN: (passcode) is'],
  ['meet.google.com/abc-defg-hij PIN 4812', '(join link) PIN (passcode)'],
  ['password: Tide2026!', 'password: (passcode)'],
  ['https://zoom.us/j/1 (password: tide)', '(join link) (password: (passcode))'],
  ['Meeting ID: 812 3456 7890', 'Meeting ID: (passcode)'],
  ['Access code: 123456', 'Access code: (passcode)'],
  ['Kenncode: 99aa', 'Kenncode: (passcode)'],
  ['write to ana.ruiz+x@opentide.example.', 'write to (e-mail address).'],
  ['[Ana](mailto:ana@example.org)', 'Ana (e-mail address)'],
  ['<ana@example.org>', '(e-mail address)'],
  ['_ana@example.org_, "Ana" (ana@example.org)', '_(e-mail address)_, "Ana" ((e-mail address))'],
  ['ana [at] example [dot] org', '(e-mail address)'],
  ['ana at example dot org', '(e-mail address)'],
  ['From: ana at example.org (Ana)', 'From: (e-mail address) (Ana)'],
  ['Ana Ruiz <ana.ruiz at example.org>', 'Ana Ruiz (e-mail address)'],
  // No space after a colon, no space in the script at all.
  ['Zoom:https://zoom.us/j/123456789', 'Zoom:(join link)'],
  ['Plan:docs.google.com/document/d/1abc/edit', 'Plan:(private document)'],
  ['会议链接https://zoom.us/j/123456789', '会议链接(join link)'],
  ['链接zoom.us/j/123456789', '链接(join link)'],
  ['-https://zoom.us/j/123456789', '-(join link)'],
  ['@https://zoom.us/j/123456789', '@(join link)'],
  ['https://a.example：https://b.example：https://zoom.us/j/123', '(join link)'],
  // As editors export Markdown.
  ['https://us02web.zoom.us/j/81234567890?pwd\\=QUJD1', '(join link)'],
  ['[x](https://docs.google.com/document/d/1a\\_b/edit\\#heading=h.1)', 'x (private document)'],
  ['ana\\_ruiz@example.org', '(e-mail address)'],
  ['ana\\@example\\.org', '(e-mail address)'],
  ['+44 20 7946\\-0958', '(phone number)'],
  // Digits of other scripts.
  ['Tel: ٠٧٧٠ ٠٩٠ ٠١٢٣', 'Tel: (phone number)'],
  ['Passcode: ४४८८१२', 'Passcode: (passcode)'],
  ['ana\ufe0f@example\u034f.org', '(e-mail address)'],
  ['138 0013 8000 and 03-1234-5678', '(phone number) and (phone number)'],
  ['Zoom: https://bit.ly/3xYzAbC', 'Zoom: (join link)'],
  ['[Meeting link](https://tinyurl.com/board-call)', 'Meeting link (join link)'],
  ['https://urldefense.proofpoint.com/v2/url?u=https-3A__us02web.zoom.us_j_81234567890&d=x', '(join link)'],
  ['https://protect-eu.mimecast.com/s/abc?domain=us02web.zoom.us', '(join link)'],
  ['ana&#64;example&period;org', '(e-mail address)'],
  ['https&#x3a;//zoom.us/j/1', '(join link)'],
  ['https://zoom.us./j/1', '(join link)'],
  ['https://zoom.us/./j/1', '(join link)'],
  ['pw: abc123!x', 'pw: (passcode)'],
  ['https://fathom.video/share/abc', '(join link)'],
  ['https://pexip.me/meet/ana', '(join link)'],
  ['https://api.whatsapp.com/send?phone=4915112345678', '(private document)'],
  ['https://docs.zoom.us/doc/x', '(private document)'],
  ['https://cryptpad.fr/doc/#/2/doc/edit/abc/', '(private document)'],
  ['https://we.tl/t-abc', '(private document)'],
  ['ana(at)example.org', '(e-mail address)'],
  ['josé@bücher.example', '(e-mail address)'],
  ['call +44 20 7946 0958', 'call (phone number)'],
  ['+16699006833,,81234567890#,,,,*448812#', '(phone number)'],
  ['+1 555 0100', '(phone number)'],
  ['(415) 555-2671 or 415-555-2671', '(phone number) or (phone number)'],
  ['06 12 34 56 78', '(phone number)'],
  ['020 7946 0958', '(phone number)'],
  ['Tel.: 5550 1234', 'Tel.: (phone number)'],
  ['Phone: 555-0132', 'Phone: (phone number)'],
  [`key AKIA${'ABCDEFGHIJKLMNOP'}`, 'key (credential)'],
  [`gh${'p'}_${random}`, '(credential)'],
  [`xox${'b'}-123456789012-abcdef`, '(credential)'],
  [`api_key = "${random}"`, 'api_key = "(credential)"'],
  ['https://ana:s3cret@git.example.org/x', 'https://(credential)@git.example.org/x'],
  [`-----BEGIN RSA PRIVATE${' KEY'}-----\nMIIE\n-----END RSA PRIVATE KEY-----`, '(credential)'],
  ['[Lead experiment](https://docs.example.org/lead#results)', 'Lead experiment (private document)'],
  ['https://docs.example.org/survey#draft', '(private document)'],
  ['[https://docs.example.org/a](https://docs.example.org/a)', '(private document)'],
  ['![plan](https://docs.example.org/a.png "The plan") here', 'plan (private document) here'],
  ['[a [b] c](<https://docs.example.org/a>)', 'a [b] c (private document)'],
  ['https://github.com/open-tide/meta/issues/88', '(private document)'],
  ['open-tide/meta#88', '(private document)'],
  ['https://docs.google.com/document/d/1x/edit?usp=sharing', '(private document)'],
  ['https://opentide.slack.com/archives/C1/p2', '(private document)'],
  ['https://www.notion.so/opentide/Plan-0123456789abcdef0123456789abcdef', '(private document)'],
  ['https://opentide.sharepoint.com/:w:/s/x', '(private document)'],
  ['https://discord.com/channels/1/2', '(private document)'],
  ...[
    'https://app.slack.com/client/T1/C1',
    'https://trello.com/b/aBcD1234/board',
    'https://trello.com/c/aBcD1234/12-card',
    'https://www.figma.com/design/aBcD1234efGH5678/Hub?node-id=1-2',
    'https://miro.com/welcomeonboard/aBcD',
    'https://lucid.app/lucidchart/0123-abcd/edit',
    'https://www.icloud.com/iclouddrive/0aBcD#Plan',
    'https://whimsical.com/roadmap-8Zx1YpQ2rS3tU4vW5xY6zA',
    'https://excalidraw.com/#room=abc,def',
    'https://app.asana.com/0/123/456',
    'https://3.basecamp.com/123/buckets/4',
    'https://linear.app/opentide/issue/OT-12/title',
    'https://opentide.monday.com/boards/123',
    'https://opentide.notion.com/Plan-0123456789abcdef0123456789abcdef',
    'https://opentide.atlassian.net/jira/software/projects/OT/boards/1',
    'https://pad.opentide.example/p/board',
    'https://annuel.framapad.org/p/board-2026',
    'https://hedgedoc.opentide.example/9aBcD1234efGH5678ijKLm',
    'https://chat.opentide.example/#narrow/channel/1-board/topic/pay',
    'https://chat.opentide.example/tide/pl/abcdefghijklmnopqrstuvwxyz',
    'https://mattermost.opentide.example/tide/channels/board',
    'https://files.slack.com/files-pri/T1-F1/plan.pdf',
    'https://keep.google.com/#NOTE/1',
    'https://chatgpt.com/c/0123-abcd',
  ].map((url): [string, string] => [url, '(private document)']),
  ...[
    'https://app.read.ai/analytics/meetings/01ABC',
    'https://notes.granola.ai/d/0123-abcd',
    'https://otter.ai/note/ABC',
    'https://grain.com/share/recording/0123/abc',
    'https://cloud.opentide.example/call/ab12cd34',
  ].map((url): [string, string] => [url, '(join link)']),
  ['call +33 6 12 34 56 78', 'call (phone number)'],
  ['020-7946-0958', '(phone number)'],
  ['0171-1234567', '(phone number)'],
  ['0049 171 1234567', '(phone number)'],
  ['079 123 45 67', '(phone number)'],
  [
    '+33\u202f6\u202f12\u202f34\u202f56\u202f78, 06\u00a012\u00a034\u00a056\u00a078',
    '(phone number), (phone number)',
  ],
  ['Meeting number (access code): 123 456 789', 'Meeting number (access code): (passcode)'],
  ['https://zoom.us//j/123456789', '(join link)'],
  ['https://zoom.us/join?confno=123456789', '(join link)'],
  ['//zoom.us/j/123456789', '(join link)'],
  ['https://events.zoom.us/ev/abc', '(join link)'],
  ['https://zoom.us/clips/share/abc', '(join link)'],
  ['https://teams.cloud.microsoft/l/meetup-join/19', '(join link)'],
  ['https://teams.cloud.microsoft/meet/123?p=x', '(join link)'],
  ['https://x.my.webex.com/x.my/j.php?MTID=m1', '(join link)'],
  ['https://opentide.daily.co/board', '(join link)'],
  ['Passcode：448812', 'Passcode：(passcode)'],
  ['Passcode - 1234', 'Passcode - (passcode)'],
  ['| Passcode | 1234 |', '| Passcode | (passcode) |'],
  ['| Passwort | Tide2026 |', '| Passwort | (passcode) |'],
  ['会议密码：448812', '会议密码：(passcode)'],
  ['Passcode: 123 456', 'Passcode: (passcode)'],
  ['Zoom-Passwort: Tide2026', 'Zoom-Passwort: (passcode)'],
  ['Zugangscode: 448812', 'Zugangscode: (passcode)'],
  ['Mot de passe : Tide2026', 'Mot de passe : (passcode)'],
  ['code d’accès : 448812', 'code d’accès : (passcode)'],
  ['Contraseña: Tide2026', 'Contraseña: (passcode)'],
  ['Código de acceso: 448812', 'Código de acceso: (passcode)'],
  ['Senha: Tide2026', 'Senha: (passcode)'],
  ['Wachtwoord: Tide2026', 'Wachtwoord: (passcode)'],
  ['Codice d’accesso: 448812', 'Codice d’accesso: (passcode)'],
  ['パスコード：448812', 'パスコード：(passcode)'],
  ['https://zoom.us/j/1 会议密码：448812', '(join link) 会议密码：(passcode)'],
  ['ana@example.org(home)', '(e-mail address)(home)'],
  ['ana＠example.org, ａｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ', '(e-mail address), (e-mail address)'],
  [`API key: ${random}`, 'API key: (credential)'],
  ['API key: 9f4d9f69-275a-41fe-b58e-2b837bd9ba48', 'API key: (credential)'],
  [`Authorization: Bearer ${random}`, 'Authorization: Bearer (credential)'],
  [`https://${random}@github.com/x/y`, 'https://(credential)@github.com/x/y'],
  ['redis://:s3cret@cache.example.org', 'redis://(credential)@cache.example.org'],
  ...['glptt-', 'whsec_', 'dckr_pat_', 'GOCSPX-', 'ya29.', 'sk-', 'npm_'].map((prefix): [string, string] => [
    prefix + random,
    '(credential)',
  ]),
  [
    `-----BEGIN RSA PRIVATE${' KEY'}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\nMIIE\n-----END RSA PRIVATE KEY-----`,
    '(credential)',
  ],
  ['https://GitHub.com/Open-Tide/Meta/issues/88', '(private document)'],
  ['ssh://git@github.com:22/open-tide/meta.git', '(private document)'],
  ['git@github.com:open-tide/meta.git', '(private document)'],
  ['https://raw.githubusercontent.com/open-tide/meta/main/a.md', '(private document)'],
  ['https://web.archive.org/web/2026/https://docs.example.org/lead', '(private document)'],
  ['https://l.example/?u=https%253A%252F%252Fdocs.example.org%252Flead', '(private document)'],
  ['https://l.example/?u=https%3A%2F%2Fdocs.example.org%2Flead', '(private document)'],
  ['密码1234，비밀번호 448812', '密码(passcode)，비밀번호 (passcode)'],
  ['Ｐａｓｓｃｏｄｅ：４４８８１２', 'Ｐａｓｓｃｏｄｅ：(passcode)'],
  ['Passcode: ４４８ ８１２, then', 'Passcode: (passcode), then'],
  ['電話 ０２０ ７９４６ ０９５８。', '電話 (phone number)。'],
  ['PIN: 𝟒𝟖𝟏𝟐 is it', 'PIN: (passcode) is it'],
  ['ask a\u200bna@exam\u00adple.org now', 'ask (e-mail address) now'],
  ['see zo\u2060om.us/j/8123456 there', 'see (join link) there'],
  ['https://zoom.us/j/8123?pwd=QUJD\nREVGR0hJ9kL.1\nThanks', '(join link)\nThanks'],
  ['https://zoom.us/j/8123\r\n> 4567?pwd=QUJD\nThanks', '(join link)\nThanks'],
  ['https://zoom.us/j/8123\n2026-10-06\nACTION-62', '(join link)\n2026-10-06\nACTION-62'],
  ['https://zoom.us/j/8123\nhttps://example.org/a1b2c3', '(join link)\nhttps://example.org/a1b2c3'],
  ['https://meet.jit.si/pricing, jitsi.example.org/support', '(join link), (join link)'],
  ['https://meet.example.org/board', '(join link)'],
  ['https://example.org/join?pwd=QUJD', '(join link)'],
  ['https://cloud.example.org/index.php/call/abc123xy', '(join link)'],
  ['https://example.org/bigbluebutton/api/join?meetingID=x', '(join link)'],
  ['https://acme.example/rooms/abc-def-ghi-jkl/join', '(join link)'],
  ['https://public.senfcall.de/abc-def-ghi', '(join link)'],
  ['https://acme.adobeconnect.com/board', '(join link)'],
  ['https://vc.larksuite.com/j/123456789', '(join link)'],
  ['https://meeting.tencent.com/dm/abc', '(join link)'],
  ['https://acme.slack.com/huddle/T1/C1', '(join link)'],
  ['https://app.livestorm.co/acme/board/live?s=x', '(join link)'],
  ['https://www.loom.com/share/0123456789abcdef', '(join link)'],
  ['https://kmeet.infomaniak.com/abc', '(join link)'],
  ['tel.meet/abc-defg-hij', '(join link)'],
  ['webex.com/meet/ana', '(join link)'],
  ['Zoom: 812 3456 7890', 'Zoom: (passcode)'],
  ['Zoom meeting 812-3456-7890', 'Zoom meeting (passcode)'],
  ['Meet code: abc-defg-hij', 'Meet code: (passcode)'],
  ['Google Meet: abc-defg-hij', 'Google Meet: (passcode)'],
  ['Host-Key: 123456', 'Host-Key: (passcode)'],
  ['Moderator code: 123456', 'Moderator code: (passcode)'],
  ['pass: Tide2026!', 'pass: (passcode)'],
  ['pass-code: 448812', 'pass-code: (passcode)'],
  ['ana@example[.]org', '(e-mail address)'],
  ['ana@example(dot)org', '(e-mail address)'],
  ['ana @ example.org', '(e-mail address)'],
  ['ana@example dot org', '(e-mail address)'],
  ['ana[@]example.org', '(e-mail address)'],
  ['ana (arroba) example (punto) org', '(e-mail address)'],
  ['ana <at> example <dot> org', '(e-mail address)'],
  ['{ana,ben}@example.org', '(e-mail address)'],
  ['ana%40example.org', '(e-mail address)'],
  ['+44–20–7946–0958', '(phone number)'],
  ['dial 669 900 6833', 'dial (phone number)'],
  ['ph. 555 0132', 'ph. (phone number)'],
  ...['figd_', 'ntn_', 'glsa_', 'hvs.'].map((prefix): [string, string] => [
    prefix + random + random,
    '(credential)',
  ]),
  [`dapi${'0123456789abcdef'.repeat(2)}`, '(credential)'],
  [
    'https://example.org/ical/private-0123456789abcdef/basic.ics',
    'https://example.org/ical/(credential)/basic.ics',
  ],
  ['0800 1111 2222', '(phone number)'],
];

const stays = [
  'It is hosted at example.org, from the docs at example.org.',
  'Meeting notes: https://bit.ly/notes-2026',
  'Zoom in on https://bit.ly/map, and sign up at bit.ly/form',
  'git@github.com:open-tide/platform.git, see:docs/a.md, xhttps://example.org:docs/b.md',
  'C:\\_cache\\.git and `\\.[a-z]+@` and 100 0013 8000 and 12-03-1234-5678',
  '第٣章 and ४ boats',
  'talks at 0900 1000 1100, 0930 1015 1145',
  '密码8位, 密码强度, パスワード2026年, 👩\u200d💻 at work',
  'https://meet.jit.si/static/close3.html',
  'git@github.com:open-tide/hub.git',
  'ssh://git@github.com/open-tide/hub.git',
  'deploy@hub.opentide.example:/srv/hub',
  'ask @ana or @ben.okafor, or @ana@fosstodon.org',
  'https://medium.com/@ana/post',
  'npm install lodash@4.17.21 @scope/pkg@1.0.0-rc.1',
  'image logo@2x.png, getty@tty1.service',
  'A@B.mean(axis=0)',
  `-----BEGIN RSA PRIVATE${' KEY'}-----\n   ...\n-----END RSA PRIVATE KEY-----`,
  '2026-10-06, 2026-10-06 – 2026-12-31, 06.10.2026, 20261006, +2026-10-06',
  'version 10.4.1.2026, 1.0.0+20261006, v2.415.555',
  'UTC+0200, 12:30:45.123456, +150 members, +1,200,000, + 12 345 678 910',
  'issue #4155552671, pull/4155552671, ISBN 978-0-19-852663-6, ORCID 0000-0002-1825-0097, ISSN 0378-5955',
  'doi.org/10.1000/182.415.5552, 192.168.1.100, 00 01 02 03 04 05 06 07',
  'call 2026-10-06 10:00, phone 2026-10-06',
  'Should we pin numpy 1.26? `Pin` is unsound #66544, Pin #66117, pin 13, PIN: 2',
  'passcode: required; password: see the vault; the password is eight characters',
  'password: string, password=os.environ["DB1"], password: $PASSWORD1',
  'token: `{{ secrets.TOKEN }}`, token = tokenizer.next_token_in_line_of_text()',
  'https://zoom.us/pricing, https://whereby.com/blog/x, https://help.webex.com/en-us/join',
  'https://github.com/open-tide/metadata, https://docs.example.orgs/, open-tide/metadata#8',
  'https://opentide.slack.com, https://discord.gg/tide, https://slack.com/help/articles/1',
  'https://docs.google.com/forms/d/e/open/viewform and hello@opentide.example',
  'sha256-n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  'DIN 0123 456 789, order 415-555-0132, ISBN 0123-456-789, mobile: 1234567 users',
  'https://trello.com/guide, https://trello.com/power-ups, https://www.figma.com/community/file/123456789012',
  'https://linear.app/docs/teams, https://monday.com/pricing, https://miro.com/templates/, https://asana.com/guide',
  'https://hackmd.io/@opentide/agenda, https://coda.io/@opentide/plan, https://calendly.com/opentide/30min',
  'https://doodle.com/meeting/participate/id/abc, https://loom.com/about',
  'https://opentide.atlassian.net/browse/OT-12, https://opentide.zulipchat.com/join/abc/, https://read.ai/pricing',
  'https://excalidraw.com/, https://www.canva.com/learn/, https://docs.mattermost.com/guides/use-it.html',
  'https://chat.opentide.example/login, https://pad.opentide.example/, https://cloud.opentide.example/s/aBcD1234efGH567',
  'https://whimsical.com/blog/introducing-boards, https://www.icloud.com/, https://chatgpt.com/, https://docs.example.com/p/intro',
  'https://docs.example.com/getting-started-guide, https://doc.example.com/introduction-to-the-hub/',
  'https://jitsi.org/downloads, https://daily.co/about, https://airtable.com/apply, https://whereby.com/careers',
  'https://gotomeeting.com/pricing, https://join.me/features, https://streamyard.com/features, https://coda.io/integrations',
  'access code: open; Passcode: every call has its own; passcodes - how to set them; a passcode is generated',
  'passcode-field2, password - optional, | Password | Type | string |, password: 123456',
  'Passcode isolation | Passcode | Meaning | Zugangscode: offen, la clave: trabajo, Senha | 1',
  'W@x.to(device), A@B.T.mean(axis=0), model@weights.dot(x)',
  '"NextToken": "9f4d9f69-275a-41fe-b58e-2b837bd9ba48", AIDA123456789EXAMPLE',
  'API key: your-api-key-goes-here-now, Bearer authentication-tokens-explained',
  '#sk-container-id-1 input.sk-toggleable__control-input-1, xoxb-your-token-goes-here',
  'git@github.com:open-tide/metadata.git, https://web.archive.org/web/2026/https://docs.example.orgs/',
  'postgres://user:password@localhost, https://docs.python.org//3/library',
  'https://meet.google.com/about, https://meet.example.org/docs, https://example.org/call/overview, https://loom.com/pricing',
  'Zoom 7.2, Zoom: 2026-10-06, pass: 12 of 14 tests, pass-through, Meet at noon-ish',
  'ivis-at-bilkent.github.io, lunch @ noon, f"{user}@example.com", look at example.org, 2.4 @ main.py',
  'https://example.org/private-beta/, private-0123, key-value-store-2026, dial down 7',
  'eyJhbGciOi is how a token starts; risk-based-approach-to-authentication-2026',
];

describe('redact', () => {
  it.each(gone)('%s', (text, expected) => {
    expect(redact(text, options).text).toBe(expected);
  });
  it('takes a key even below an address that is public', () => {
    const hooks = 'https://hooks.slack.com/';
    const open = { publicLinks: [hooks] };
    expect(redact(`${hooks}services/T00000000/B00000000/a1B2c3D4`, open).text).toBe('(credential)');
  });
  it('keeps private what is both', () => {
    const both = { privateLinks: ['https://a.example/'], publicLinks: ['https://a.example/open'] };
    expect(redact('https://a.example/open', both).text).toBe('(private document)');
  });
  it.each(stays)('leaves %s', (text) => {
    expect(redact(text, options)).toEqual({ text, count: 0 });
  });
  it('counts every secret', () => {
    expect(redact('a@example.org, b@example.org, PIN: 4812', options).count).toBe(3);
  });
});

const piece = fc.oneof(
  fc.constantFrom(...gone.map(([text]) => text), ...stays),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(' ', '\n', '](', '[', ')', '<', '>', ': '),
);
const anyText = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

describe('on 300 pages of other documentation', () => {
  const folder = join(import.meta.dirname, '../../node_modules');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.md$/i.test(file))
    .sort()
    .slice(0, 300);
  const finds = pages.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return findSecrets(text).map(({ start, end, rule }) => ({ file, rule, text: text.slice(start, end) }));
  });
  it('everything found is what it is called', () => {
    expect(pages).toHaveLength(300);
    const real = {
      email: /^(mailto:)?[^\s@]+@[^\s@]+\.[a-z]+$/i,
      'private-link': /^https?:\/\/docs\.google\.com\//,
    };
    const wrong = finds.filter(
      ({ rule, text }) => !(rule in real && real[rule as keyof typeof real].test(text)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('properties', () => {
  it('redacting twice changes nothing, and finds are ordered spans of the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = redact(text, options).text;
        expect(redact(once, options).text).toBe(once);
        let from = 0;
        for (const { start, end } of findSecrets(text, options)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeLessThanOrEqual(text.length);
          from = end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  const runs = [
    'a',
    '_',
    'a.',
    '+1',
    '+1 ',
    '0',
    '01 ',
    '(',
    '[',
    '](',
    '@',
    'a@',
    'a@a.',
    'http://',
    'zoom.us/j/',
    'zoom.us/j/\n',
    'a\u200b',
    '１',
  ];
  it.each([
    ...runs,
    'passcode: ',
    'passcode |',
    '密码',
    '-----BEGIN PRIVATE KEY-----\nAAAAAAAAAAAAAAAAAAAAAAAA',
    '//a.',
    'git@a.',
    'https://',
    'sk-',
    '0049 ',
    'token=',
    'eyJa',
    'eyJaaaaaaaaaaaa.',
    '-----BEGIN PRIVATE KEY-----',
    '[at]',
    '\\',
  ])('takes time linear in a run of %s', (run) => {
    const long = run.repeat(Math.ceil(400_000 / run.length));
    const start = process.cpuUsage();
    findSecrets(long, options);
    const { user, system } = process.cpuUsage(start);
    // Square growth takes minutes.
    expect((user + system) / 1000).toBeLessThan(10_000);
  });
});
