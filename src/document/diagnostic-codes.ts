/** What `mpsim explain CODE` tells about a kind of mistake. */
export interface Explanation {
  /** A few words. */
  readonly title: string;
  /** Why it is a mistake. */
  readonly why: string;
  /** What to do, in general; a diagnostic may know better. */
  readonly fix: string;
  /** `warning`: the scenario can be run all the same. Absent: an error. */
  readonly severity?: 'warning';
}

// Codes are permanent: a number is never given to another mistake, and one that falls out of use stays free.
const TABLE = {
  // Files and YAML
  MP101: {
    title: 'file not found',
    why: 'There is no file at this path. A path in a scenario is seen from the folder of the scenario file.',
    fix: 'Check the path for typing errors.',
  },
  MP102: { title: 'a folder, not a file', why: 'The path leads to a folder.', fix: 'Name a file in it.' },
  MP103: {
    title: 'file cannot be read',
    why: 'The system refuses to read the file.',
    fix: 'Check its permissions.',
  },
  MP104: {
    title: 'file too large',
    why: 'A scenario has at most 1 MB and a CSV file at most 256 MB, so that a wrong file is noticed before it fills the memory.',
    fix: 'Check that it is the file you mean; put lists of numbers or messages into CSV files.',
  },
  MP105: {
    title: 'not a text file',
    why: 'The file is not UTF-8 text.',
    fix: 'Save it as UTF-8, or name another file.',
  },
  MP106: {
    title: 'empty file',
    why: 'The file holds nothing but blanks and comments.',
    fix: 'Write at least senders and traffic; `mpsim init` writes a scenario to start from.',
  },
  MP110: {
    title: 'not valid YAML',
    why: 'The text does not follow the rules of YAML, so what it means cannot be told.',
    fix: 'Correct the line; when in doubt, put the text into double quotes.',
  },
  MP111: {
    title: 'key twice',
    why: 'A map has each key once; of two it is not clear which one holds.',
    fix: 'Remove one of them, or put both under one key.',
  },
  MP112: {
    title: 'tab in the indentation',
    why: 'YAML allows only spaces before the first word of a line.',
    fix: 'Replace the tab with spaces.',
  },
  MP113: {
    title: 'several documents',
    why: 'A line of --- begins a new YAML document, and a scenario is a single one.',
    fix: 'Put the second document into a file of its own; mpsim run takes several files.',
  },
  MP114: {
    title: 'not a scenario',
    why: 'A scenario is a map of keys such as senders and traffic.',
    fix: 'Begin with a key, such as `senders:`.',
  },
  MP115: {
    title: 'unknown anchor',
    why: 'An alias *name repeats the value that was marked &name further up.',
    fix: 'Mark the value with &name, or put a text that begins with * into quotes.',
  },
  MP116: {
    title: 'too many values',
    why: 'Aliases that repeat aliases can make a small file grow beyond all bounds, so the number of values is limited to 250,000.',
    fix: 'Write the values out, or put them into a CSV file.',
  },
  MP117: {
    title: 'merge key',
    why: '<< was dropped from YAML 1.2.',
    fix: 'Write the keys out where they are needed.',
  },
  MP118: { title: 'never closed', why: 'A quote, bracket or brace that opens must close.', fix: 'Close it.' },
  MP119: {
    title: 'wrong indentation',
    why: 'Keys of one map, and items of one list, begin in the same column.',
    fix: 'Line it up with the ones above.',
  },
  MP120: {
    title: 'key is no word',
    why: 'Keys of a scenario are words or numbers.',
    fix: 'Write `key: value`; put a text that begins with {, [ or ? into quotes.',
  },
  MP121: {
    title: 'unknown tag',
    why: 'A word that begins with ! is a YAML tag, and scenarios use none.',
    fix: 'Remove it, or put the text into quotes.',
  },
  MP122: {
    title: 'two colons in a line',
    why: 'A colon followed by a space makes a key, and a line holds one.',
    fix: 'Put the value into double quotes, or a nested map into braces { }.',
  },
  MP123: {
    title: 'unknown escape',
    why: 'In double quotes a backslash begins an escape such as \\n.',
    fix: 'Double the backslash, or use single quotes.',
  },
  MP124: {
    title: 'too deep',
    why: 'No scenario needs as many maps and lists inside one another.',
    fix: 'Check the indentation.',
  },
  MP125: {
    title: 'reserved first character',
    why: 'A value without quotes cannot begin with @, % or `.',
    fix: 'Put the value into double quotes.',
  },
  MP126: {
    title: 'key without a colon',
    why: 'A key and its value are joined by a colon and a blank.',
    fix: 'Write `key: value`.',
  },

  // Shape
  MP201: {
    title: 'unknown key',
    why: 'A key that is not known would be ignored in silence, and with it what you wanted.',
    fix: 'Remove it or correct its name.',
  },
  MP202: { title: 'key is missing', why: 'The entry cannot be understood without it.', fix: 'Add the key.' },
  MP203: {
    title: 'wrong kind of value',
    why: 'The key takes another kind of value: a text, a number, a list or a map.',
    fix: '`mpsim schema` tells what may stand here.',
  },
  MP204: {
    title: 'not one of the known values',
    why: 'The key takes one of a few words.',
    fix: 'Use one of them.',
  },
  MP205: {
    title: 'one of several keys is needed',
    why: 'The entry comes in several forms, and none of their keys is there.',
    fix: 'Add one of them.',
  },
  MP206: {
    title: 'keys exclude each other',
    why: 'The entry comes in several forms, and it mixes them.',
    fix: 'Keep one of them.',
  },
  MP207: {
    title: 'key without a value',
    why: 'Nothing stands behind the colon.',
    fix: 'Write a value or remove the key.',
  },
  MP208: {
    title: 'empty list or map',
    why: 'At least one entry is needed here.',
    fix: 'Add an entry or remove the key.',
  },
  MP209: {
    title: 'not a whole number',
    why: 'Numbers of messages, senders and segments are whole.',
    fix: 'Round it.',
  },
  MP210: {
    title: 'number out of range',
    why: 'The number is beyond what makes sense here.',
    fix: 'Choose a number within the limits.',
  },
  MP211: {
    title: 'not an id',
    why: 'Ids stand in reports and file names, so they keep to letters, digits, dots, dashes and underscores, at most 64.',
    fix: 'Use up to 64 letters, digits, dots, dashes and underscores, as in promo or otp-2.',
  },
  MP212: {
    title: 'list too long',
    why: 'Lists are limited, so that a slip does not fill the memory.',
    fix: 'Shorten it, or use several scenarios.',
  },
  MP213: {
    title: 'not a size',
    why: 'A size is a number of B, KB or MB; a KB is 1,000 bytes.',
    fix: 'Write 500B, 300KB or 1.5MB.',
  },
  MP215: {
    title: 'not a duration',
    why: 'Durations have a unit: us, ms, s, m, h or d.',
    fix: 'Write 250ms, 4s, 90m, 1h30m or 2d.',
  },
  MP216: {
    title: 'not a moment',
    why: 'A moment is a duration after the start, a time of day, or a date and time with an offset.',
    fix: 'Write 90m, 09:00 or 2026-11-27T09:00:00-05:00.',
  },
  MP217: {
    title: 'not a rate',
    why: 'A rate is a number by a unit of time.',
    fix: 'Write 5/s, 90/m or 1000/h.',
  },
  MP218: {
    title: 'not a share',
    why: 'A share is a percentage up to 100% or a fraction up to 1, to a millionth.',
    fix: 'Write 12.5% or 0.125.',
  },
  MP219: { title: 'not a factor', why: 'A factor is an x and a number.', fix: 'Write x5 or x0.25.' },
  MP220: {
    title: 'no time at all',
    why: 'Something that lasts no time has no effect.',
    fix: 'Write a duration above zero.',
  },
  MP221: {
    title: 'shares do not add up',
    why: 'Shares divide a whole, so they add up to 100%; they are added exactly, as millionths.',
    fix: 'Change them so that they add up to 100%.',
  },

  // Senders
  MP301: { title: 'sender id twice', why: 'Ids tell senders apart.', fix: 'Rename one of them.' },
  MP302: {
    title: 'unknown sender',
    why: 'No sender entry has this id.',
    fix: 'Use the id of a sender, or add the sender.',
  },
  MP303: {
    title: 'not a possible phone number',
    why: 'A sender number is written as E.164: a plus, the country calling code and all digits, with a length that the country knows.',
    fix: 'Write it in full, such as "+14155550100".',
  },
  MP304: {
    title: 'number used twice',
    why: 'A number is one sender with one queue; two entries cannot both own it.',
    fix: 'Remove one of them.',
  },
  MP305: {
    title: 'numbers run out of digits',
    why: 'Counting up from the first number leads to one that is longer, or not possible.',
    fix: 'Lower count or start further down.',
  },
  MP306: {
    title: 'not a short code',
    why: 'Short codes have 3 to 8 digits.',
    fix: 'Write its digits in quotes, such as "12345".',
  },
  MP307: {
    title: 'not an alphanumeric sender id',
    why: 'An alphanumeric id has 1 to 11 letters A to Z, digits or spaces, with at least one letter.',
    fix: 'Shorten it or leave out other characters.',
  },
  MP308: {
    title: 'unknown country',
    why: 'Countries are ISO 3166 codes of two capital letters.',
    fix: 'Write a code such as US, CA or GB.',
  },
  MP309: {
    title: 'rate not usable',
    why: 'Rates are kept exactly, so they have at most six decimals, and a sender that sends has a rate above 0.',
    fix: 'Write a number above 0 such as 10 or 0.25, or unlimited.',
  },
  MP311: {
    title: 'too many senders',
    why: 'A scenario has at most 100,000 senders.',
    fix: 'Lower count, or model a part of them.',
  },
  MP312: {
    title: 'no such number of the sender',
    why: 'Numbers of an entry are counted from #1.',
    fix: 'Use a place that the entry has.',
  },
  MP313: {
    title: 'no effect on an unlimited sender',
    why: 'A sender without a rate never queues, so it needs neither burst nor queue-horizon.',
    fix: 'Remove the key, or give the sender a rate.',
    severity: 'warning',
  },
  MP314: {
    title: 'id of a service taken',
    why: 'Services and senders share one name space, since streams name both in from.',
    fix: 'Rename one of them.',
  },
  MP315: {
    title: 'pool too large',
    why: 'The provider limits the senders of a messaging service.',
    fix: 'Take senders out, or divide them among several services.',
  },
  MP316: {
    title: 'burst of a pool without a rate',
    why: 'Without segments-per-second a service has no bucket of its own.',
    fix: 'Add segments-per-second, or remove burst.',
    severity: 'warning',
  },
  MP317: { title: 'campaign id twice', why: 'Ids tell campaigns apart.', fix: 'Rename one of them.' },
  MP318: {
    title: 'sender in two campaigns',
    why: 'A number is registered with one campaign, whose rate and cap count for it.',
    fix: 'Leave it in one of them.',
  },
  MP319: {
    title: 'rulebook without campaigns',
    why: 'Campaigns (10DLC) came in 2021, and a rulebook of before knows none.',
    fix: 'Remove campaigns, or use a rulebook that has them, such as twilio-2026.',
  },
  MP320: {
    title: 'not a sender for a campaign',
    why: 'Only long codes of the countries that campaigns govern are registered.',
    fix: 'Take it out of the campaign.',
  },
  MP321: {
    title: 'trust score without effect',
    why: 'Only standard campaigns are graded by trust score.',
    fix: 'Remove trust-score.',
    severity: 'warning',
  },
  MP322: {
    title: 'unknown campaign',
    why: 'No campaign has this id.',
    fix: 'Use the id of a campaign.',
  },
  MP323: {
    title: 'campaign without a tier',
    why: 'Its rates and its daily cap follow from a tier of the rulebook, and none fits.',
    fix: 'Change kind or trust-score, or add a tier to the rulebook.',
  },
  MP324: {
    title: 'no address for status callbacks',
    why: 'Status callbacks are posted over HTTP, to a host whose name has no underscore.',
    fix: 'Write one such as http://localhost:3000/status.',
  },
  MP325: {
    title: 'no SID',
    why: 'The provider names an account by AC, and an API key by SK, with 32 hexadecimal digits behind.',
    fix: 'Write such a one, or leave it out: mpsim serve then makes one from the seed.',
  },
  MP326: {
    title: 'no callbacks to look at',
    why: 'Without callbacks nobody asks to be told of statuses, so no callback falls due: a count is 0, all else has no data.',
    fix: 'Add callbacks: { latency: { constant: 50ms } }, or remove the expectation.',
    severity: 'warning',
  },
  MP327: {
    title: 'bound without a statistic',
    why: 'The metric has several statistics, and a bound means another thing for each.',
    fix: 'Write the bound under a statistic, such as p95: { at-most: 10s }.',
  },
  MP328: {
    title: 'status that is not counted',
    why: 'Throughput counts messages that become sent, delivered, undelivered, failed or canceled; callbacks are counted by the statuses that the rulebook calls back.',
    fix: 'Use one of these statuses.',
  },
  MP329: {
    title: 'code with another end',
    why: 'Messages with this code end in another way, so that none is ever counted here.',
    fix: 'Use the metric that the code shows as; `mpsim explain 30001` tells which.',
    severity: 'warning',
  },

  // Warm-up
  MP340: {
    title: 'warm-up of a run until drained',
    why: 'A warm-up is cut off where a steady state is looked for; a run until everything is drained has none, and its first messages matter.',
    fix: 'Remove warm-up, or run for a duration: run: { for: 24h, warm-up: 1h }.',
  },
  MP341: {
    title: 'warm-up not shorter than the run',
    why: 'Latencies are those of messages submitted after the warm-up.',
    fix: 'Write a shorter warm-up or a longer run.',
  },

  // What is uncertain
  MP370: {
    title: 'uncertainty of nothing',
    why: 'A path of vary leads to a value of the file, as one of --set does.',
    fix: 'Write a path such as traffic[0].arrivals.batch.',
  },
  MP371: {
    title: 'not such a range',
    why: 'A range has two ends of the kind of the value that it replaces, in the same unit, with two dots between them.',
    fix: 'Write a range such as 20000..60000, 5/s..20/s, 10:00..12:00, 30m..2h or 1%..5%.',
  },
  MP372: {
    title: 'range upside down',
    why: 'A range goes from its lower end to its upper.',
    fix: 'Swap its ends.',
  },
  MP373: {
    title: 'value outside its own range',
    why: 'What breaks is made as like the scenario as written as can be, so that has to be in the range.',
    fix: 'Widen the range, or change the value.',
  },
  MP374: {
    title: 'no range of such a value',
    why: 'Ranges are of numbers, rates, shares, factors, sizes, durations and times of day; all else has alternatives.',
    fix: 'Write a list of alternatives, such as [{ US: 100% }, { CA: 100% }].',
  },
  MP375: {
    title: 'not a part of the plan',
    why: 'Expectations are what is asked of every case; neither they nor names are uncertain.',
    fix: 'Remove it.',
  },
  MP376: {
    title: 'uncertain twice',
    why: 'Each value is drawn once, so none may be a part of another, or be repeated by an alias.',
    fix: 'Remove one of them.',
  },
  MP377: {
    title: 'alternative that cannot be run',
    why: 'Each end of a range and each alternative, in its place, makes a scenario that can be run.',
    fix: 'Correct it.',
  },

  // What a plan may choose
  MP380: {
    title: 'plan for a sender that is not there',
    why: 'A plan chooses what stands in the place of an entry of senders.',
    fix: 'Use the id of one of the senders.',
  },
  MP381: {
    title: 'count that is no number or range',
    why: 'A plan looks at every number of senders from the lower end to the upper one.',
    fix: 'Write a range such as 1..500, or a number.',
  },

  // What is swept
  MP390: {
    title: 'sweep of nothing',
    why: 'A path of a sweep leads to a value of the file, or to one that could be added, as one of --set does.',
    fix: 'Write a path such as traffic[0].arrivals.batch.',
  },
  MP391: {
    title: 'no values to sweep',
    why: 'A sweep takes the values of a range, or of a list.',
    fix: 'Write a range with the number of its values, such as 10000..100000:10, or a list, such as 10,20,50.',
  },
  MP392: {
    title: 'range without such values',
    why: 'A range goes from its lower end to its upper, and its values are as fine as its ends are written.',
    fix: 'Swap its ends, ask for fewer values, or write the ends more finely, such as 1.0..2.0:5.',
  },
  MP393: {
    title: 'range without a number of values',
    why: 'A grid and a list take chosen values; only a Latin hypercube draws them from the whole range.',
    fix: 'Add how many, such as 10000..100000:10, or sweep a Latin hypercube.',
  },
  MP394: {
    title: 'cell that cannot be run',
    why: 'Each cell of a sweep is a scenario that can be run.',
    fix: 'Correct it.',
  },
  MP395: {
    title: 'values that are no pairs',
    why: 'A list of cells takes the first value of every path, then the second of every path, and so on.',
    fix: 'Give every path as many values, or sweep a grid.',
  },
  MP396: {
    title: 'number of cells that does not fit',
    why: 'A Latin hypercube has as many cells as one says, at least 2; those of a grid and of a list follow from their values.',
    fix: 'Add cells: 50 to a Latin hypercube; remove it from a grid or a list.',
  },
  MP397: {
    title: 'sweep without an end',
    why: 'Every cell is run as often as it has replications; beyond ten thousand cells, or a hundred thousand runs, that is a mistake rather than a question.',
    fix: 'Take fewer values or replications, or draw from the ranges with a Latin hypercube.',
  },
  MP398: {
    title: 'swept twice',
    why: 'Each value has one place in a cell, so none may be a part of another.',
    fix: 'Remove one of them.',
  },
  MP399: {
    title: 'not a part of what is swept',
    why: 'Expectations are what is asked of every cell; neither they nor names, nor what is said of sweeps, are swept.',
    fix: 'Remove it.',
  },

  // Traffic
  MP401: { title: 'stream id twice', why: 'Ids tell streams apart.', fix: 'Rename one of them.' },
  MP402: {
    title: 'nothing to send',
    why: 'A stream needs texts (body), numbers of segments (segments) or media, unless a trace brings them.',
    fix: 'Add body: "your text".',
  },
  MP403: {
    title: 'body and segments',
    why: 'The number of segments follows from the body.',
    fix: 'Keep one of them.',
  },
  MP404: {
    title: 'no recipients',
    why: 'A stream says where its messages go, unless a trace brings the recipients.',
    fix: 'Add to: { US: 100% }.',
  },
  MP405: {
    title: 'trace among other arrivals',
    why: 'A trace fixes every message of its stream.',
    fix: 'Put it into a stream of its own.',
  },
  MP406: {
    title: 'trace with body, segments or to',
    why: 'A trace brings recipients and texts itself.',
    fix: 'Remove the key, or use other arrivals than trace.',
  },
  MP407: { title: 'empty body', why: 'The API refuses a message without text.', fix: 'Write a text.' },
  MP408: {
    title: 'body too long',
    why: 'The API refuses bodies of more than 1600 UTF-16 units (error 21617).',
    fix: 'Shorten it.',
  },
  MP409: {
    title: 'brace without its partner',
    why: 'Fields of a template stand in braces, as in {name}.',
    fix: 'Write a field such as {name}; write {{ and }} for braces that are text.',
  },
  MP410: {
    title: 'unknown field',
    why: 'The template has a field for which fields has no values.',
    fix: 'Add the field to fields, or correct its name.',
  },
  MP411: {
    title: 'unused field',
    why: 'No place in the template uses it, so it was probably misspelt.',
    fix: 'Use it in the template or remove it.',
  },
  MP412: {
    title: 'weight not usable',
    why: 'A weight is a number above 0.',
    fix: 'Write 1 or more, or remove the variant.',
  },
  MP413: {
    title: 'not a number of segments',
    why: 'A message has 1 to 25 segments: 1600 characters hold no more.',
    fix: 'Use whole numbers from 1 to 25 as keys.',
  },
  MP414: {
    title: 'traffic without end',
    why: 'The run lasts until everything is drained, and these arrivals never stop.',
    fix: 'Add until or count to the arrivals, or set run: { for: 6h }.',
  },
  MP415: {
    title: 'ends before it begins',
    why: 'The arrivals end (until) at or before they begin (from), so no message would be sent.',
    fix: 'Put until after from.',
  },
  MP416: {
    title: 'rate of zero',
    why: 'At this rate no message is ever sent.',
    fix: 'Write a rate above 0.',
  },
  MP417: {
    title: 'profile without start',
    why: 'The times of a profile are times of day, and without start the run has none.',
    fix: 'Add start: 2026-11-27T09:00:00-05:00.',
  },
  MP418: {
    title: 'not a time of day',
    why: 'Profiles and hours have times of day.',
    fix: 'Write 09:00 or 17:30.',
  },
  MP419: {
    title: 'same time of day twice',
    why: 'Two rates cannot hold from one time on.',
    fix: 'Remove one of them.',
  },
  MP420: {
    title: 'no traffic',
    why: 'Without traffic a run has nothing to do; only a server can use such a scenario.',
    fix: 'Add a stream under traffic.',
    severity: 'warning',
  },
  MP421: {
    title: 'recipient is no possible number',
    why: 'Recipients written in a scenario are E.164 numbers; wrong ones belong into a trace or CSV file, where acceptance refuses them.',
    fix: 'Write it in full, such as "+14155550100".',
  },
  MP422: {
    title: 'body always too long',
    why: 'Even with its shortest values the template is longer than 1600 UTF-16 units.',
    fix: 'Shorten it.',
  },
  MP423: {
    title: 'never happens',
    why: 'It begins at or after the end of the run.',
    fix: 'Move it forward or lengthen run.for.',
    severity: 'warning',
  },
  MP424: {
    title: 'service among senders',
    why: 'A service picks the sender itself, so it stands alone in from.',
    fix: 'Name the service alone, or senders only.',
  },
  MP425: {
    title: 'sender without a service',
    why: 'A request names a sender besides its service; a stream without a service names its senders in from.',
    fix: 'Put the sender into from.',
  },
  MP426: {
    title: 'scheduled without a service',
    why: 'Messages are scheduled through a messaging service only (error 35118).',
    fix: 'Name a messaging service in from.',
  },
  MP427: {
    title: 'validity out of range',
    why: 'The provider takes validity periods of a certain range only.',
    fix: 'Choose a duration within the range.',
  },
  MP428: {
    title: 'scheduled too near or too far',
    why: 'The provider takes messages for a certain time ahead only.',
    fix: 'Choose a duration within the range.',
  },
  MP429: {
    title: 'hours that never begin',
    why: 'Hours that begin and end at one time of day are none.',
    fix: 'Put until after from, or remove hours.',
  },
  MP430: {
    title: 'hours without start',
    why: 'Hours are times of day, and without start the run has none.',
    fix: 'Add start: 2026-11-27T09:00:00-05:00.',
  },
  MP431: {
    title: 'zone of a country not known',
    why: 'The main time zones of some countries only are known here.',
    fix: 'Add zones to the hours, such as zones: { America/New_York: 100% }.',
  },
  MP432: {
    title: 'not a content type',
    why: 'A content type has two parts with a slash between.',
    fix: 'Write a type such as image/png.',
  },
  MP433: {
    title: 'pauses that shrink',
    why: 'A client that backs off makes no pause shorter than the first.',
    fix: 'Write a factor of x1 or more, and a max-backoff not below backoff.',
  },
  MP434: {
    title: 'trace with senders through a service',
    why: 'The service picks the sender of each message, so the rows of the trace cannot name one.',
    fix: 'Remove the column from, or name senders in the from of the stream.',
  },
  MP435: {
    title: 'stream that is always refused',
    why: 'What the stream asks for, or whom it writes to, the provider never accepts. Its messages are refused and counted.',
    fix: 'Leave it so if that is what you want to see.',
    severity: 'warning',
  },
  MP436: {
    title: 'sender named twice in a list',
    why: 'The numbers of a list take turns, and each has one turn.',
    fix: 'Name it once; for more traffic from one sender, add a stream.',
  },

  // Carriers and incidents
  MP501: {
    title: 'unknown carrier',
    why: 'No carrier has this name.',
    fix: 'Use a key of carriers, or default.',
  },
  MP502: {
    title: 'carriers serve more than all',
    why: 'The shares of the carriers of one country may not exceed 100%; what they leave goes to default.',
    fix: 'Lower the shares.',
  },
  MP503: {
    title: 'p95 not above p50',
    why: 'Of a log-normal latency the 95 % quantile lies above the median.',
    fix: 'Make p95 longer than p50.',
  },
  MP504: { title: 'range upside down', why: 'The range ends before it begins.', fix: 'Swap from and to.' },
  MP505: {
    title: 'not above zero',
    why: 'The spread and the shape of a distribution are numbers above 0.',
    fix: 'Write a number above 0.',
  },
  MP506: {
    title: 'quantiles not ascending',
    why: 'A larger share has at least as long a latency.',
    fix: 'Put the shares and their durations in ascending order.',
  },
  MP507: {
    title: 'not an error code',
    why: 'Error codes have five digits.',
    fix: 'Write a code such as 30003.',
  },
  MP508: {
    title: 'error code not in the catalogue',
    why: 'The rulebook knows no text for it. It is counted all the same.',
    fix: 'Check the code; `mpsim explain 30003` tells what a code means.',
    severity: 'warning',
  },
  MP509: {
    title: 'incident without a target',
    why: 'An incident disturbs a carrier, a sender or a campaign.',
    fix: 'Add carrier: default, or sender with the id of a sender.',
  },
  MP510: {
    title: 'incident with two targets',
    why: 'An incident disturbs a carrier, a sender or a campaign: one of them.',
    fix: 'Write two incidents.',
  },
  MP511: {
    title: 'incident without an effect',
    why: 'Nothing would change.',
    fix: 'Add latency: x5 or outcomes for a carrier; rate: x0.5 or down: true for a sender or a campaign.',
  },
  MP512: {
    title: 'effect does not fit the target',
    why: 'A carrier has latency and outcomes, a sender or a campaign rate and down.',
    fix: 'Remove it or change the target.',
  },
  MP513: {
    title: 'rate of an unlimited sender',
    why: 'What has no rate cannot be slowed by a factor.',
    fix: 'Use down: true, or give the sender a rate with segments-per-second.',
  },
  MP514: {
    title: 'rate of a sender that is down',
    why: 'A sender that is down has no rate.',
    fix: 'Keep one of them.',
  },
  MP515: {
    title: 'default carrier with countries',
    why: 'The default carrier takes whatever the others leave.',
    fix: 'Remove to, or give the carrier another name.',
  },
  MP516: {
    title: 'carrier without countries',
    why: 'It serves nobody.',
    fix: 'Add to: US or to: { US: 40% }.',
    severity: 'warning',
  },
  MP517: {
    title: 'rate with too many digits',
    why: 'Rates are kept exactly; the rate of a sender times the factors of incidents that overlap is not, with so many digits.',
    fix: 'Round the factor or the rate.',
  },
  MP518: {
    title: 'no outcome of a carrier',
    why: 'A message that was sent ends as undelivered with a code of carriers; other codes are of requests, or of messages that never left. It is counted all the same.',
    fix: 'Use a code such as 30003; `mpsim explain 30001` tells how a code shows.',
    severity: 'warning',
  },

  // Expectations
  MP601: {
    title: 'unknown metric',
    why: 'There is no such metric.',
    fix: 'Use a latency (queue_wait, send_latency, carrier_latency, end_to_end, end_to_end_offered, callback_delay), a count (submitted, refused, failed, canceled, delivered, undelivered, sent, open, callbacks, callbacks_answered, callbacks_lost), backlog, drained, throughput or cost.',
  },
  MP602: {
    title: 'unknown statistic',
    why: 'There is no such statistic.',
    fix: 'Use mean, min, max or a quantile such as p95 of a latency; count or share of a count; max of backlog; at of drained; mean or max of throughput; total of cost; count or max of callbacks.',
  },
  MP603: {
    title: 'statistic does not fit the metric',
    why: 'Latencies have mean, min, max and quantiles; counts have count and share; backlog has max; drained has at; throughput has mean and max; cost has total; callbacks has count and max.',
    fix: 'Use a statistic that fits.',
  },
  MP604: {
    title: 'no statistic',
    why: 'An expectation bounds one statistic of its metric.',
    fix: 'Add a statistic and its bound, such as p95: { at-most: 10s }.',
  },
  MP605: {
    title: 'several statistics',
    why: 'An expectation bounds one statistic, so that its verdict is clear.',
    fix: 'Write an expectation for each.',
  },
  MP606: { title: 'no bound', why: 'A bound is at-most, at-least or both.', fix: 'Add at-most or at-least.' },
  MP607: {
    title: 'bounds contradict',
    why: 'No value is at least the one and at most the other.',
    fix: 'Make at-least no larger than at-most.',
  },
  MP608: {
    title: 'bound in another unit',
    why: 'Latencies are bounded by durations, counts and backlog by whole numbers, shares by percentages, drained by a moment, throughput and the peak of callbacks by rates, cost by an amount in the currency of the prices.',
    fix: 'Write the bound in the unit of the metric.',
  },
  MP609: {
    title: 'selector does not fit',
    why: 'Some metrics cannot be told apart in this way.',
    fix: 'Remove the selector.',
  },
  MP610: { title: 'unknown stream', why: 'No traffic stream has this id.', fix: 'Use the id of a stream.' },

  // Traces and CSV
  MP701: {
    title: 'no such column',
    why: 'The first line of a CSV file names its columns, and this one is not among them.',
    fix: 'Use the name of a column.',
  },
  MP702: {
    title: 'broken CSV line',
    why: 'The line does not follow the rules of CSV, or has not as many fields as the header.',
    fix: 'Correct the line.',
  },
  MP703: {
    title: 'CSV without rows',
    why: 'The file has no line below its header.',
    fix: 'Add rows, or name another file.',
  },
  MP704: {
    title: 'broken line of a trace',
    why: 'A field of the trace cannot be read.',
    fix: 'Correct the line.',
  },
  MP705: {
    title: 'header of a trace',
    why: 'A trace has the columns time, to, and body or segments, and optionally from.',
    fix: 'Begin the file with time,to,body or time,to,segments.',
  },

  // Time, rulebook, name, --set
  MP801: {
    title: 'start cannot be read',
    why: 'The start is an ISO date and time with its offset from UTC.',
    fix: 'Write 2026-11-27T09:00:00-05:00.',
  },
  MP802: {
    title: 'unknown time zone',
    why: 'Zones are IANA names.',
    fix: 'Write a zone such as America/New_York.',
  },
  MP803: {
    title: 'zone without start',
    why: 'A zone tells the times of day of a run, and without start it has none.',
    fix: 'Add start, or remove zone.',
  },
  MP804: {
    title: 'time of day without start',
    why: 'Only with start is it known when a time of day comes.',
    fix: 'Add start: 2026-11-27T09:00:00-05:00, or write an offset such as 90m.',
  },
  MP805: {
    title: 'before the start',
    why: 'A run begins at start; nothing happens before.',
    fix: 'Write a later moment or an earlier start.',
  },
  MP806: { title: 'unknown rulebook', why: 'There is no such rulebook.', fix: 'Use one of those listed.' },
  MP807: {
    title: 'not PATH=VALUE',
    why: 'The option --set takes a path and a value with an equals sign between.',
    fix: "Write --set 'senders[0].burst=5'.",
  },
  MP808: {
    title: 'path of --set cannot be read',
    why: 'A path is made of keys with dots and places in brackets.',
    fix: "Write --set 'senders[0].burst=5'.",
  },
  MP809: {
    title: 'path of --set leads nowhere',
    why: 'It goes through a value that has no parts, or beyond the end of a list.',
    fix: 'Check it against the scenario file.',
  },
  MP810: {
    title: 'value of --set is not YAML',
    why: 'The value is read as YAML.',
    fix: 'Correct it; quote it for the shell if it has spaces or brackets.',
  },
  MP811: {
    title: 'name not usable',
    why: 'The name becomes a folder of reports, so it keeps to letters, digits, dots, dashes and underscores, at most 64.',
    fix: 'Use up to 64 letters, digits, dots, dashes and underscores, as in flash-sale.',
  },

  // Account, callbacks, prices
  MP901: {
    title: 'request time missing',
    why: 'How many requests are under way at once depends on how long each takes.',
    fix: 'Add request-time: 100ms.',
  },
  MP902: {
    title: 'account setting without effect',
    why: 'It only counts together with another setting.',
    fix: 'Add that one, or remove it.',
    severity: 'warning',
  },
  MP903: {
    title: 'price not usable',
    why: 'Prices are kept exactly: 0 or more, with at most six decimals.',
    fix: 'Write a price such as 0.0079.',
  },
  MP904: {
    title: 'more failures than attempts',
    why: 'An attempt fails in one way at the most, so the shares of failures stay within 100%.',
    fix: 'Lower them.',
  },

  // Rulebook files
  MP951: {
    title: 'not a rulebook',
    why: 'A rulebook file is a map of keys such as extends and rates.',
    fix: 'Begin with extends: twilio-2026.',
  },
  MP952: {
    title: 'nothing to extend',
    why: 'A rulebook file says what differs from a bundled one, which `mpsim rulebook` lists.',
    fix: 'Add extends: twilio-2026.',
  },
  MP953: {
    title: 'unknown key in a rulebook',
    why: 'A rulebook has no such key here.',
    fix: 'Correct or remove it; `mpsim rulebook NAME --format json` shows a whole one.',
  },
  MP954: {
    title: 'key missing in a rulebook',
    why: 'Lists are given anew, so each of their rows is given whole; maps take over what they leave out.',
    fix: 'Add the key.',
  },
  MP955: {
    title: 'wrong kind of value in a rulebook',
    why: 'Here stands a value of another kind, or of another size.',
    fix: 'Correct it.',
  },
  MP956: {
    title: 'no value in a rulebook',
    why: 'A key without a value could mean none or the old one.',
    fix: 'Write a value, or remove the key to keep the old one.',
  },
  MP957: {
    title: 'row without a source',
    why: 'A rulebook is worth as much as its sources: each row says which document it comes from, and of when.',
    fix: 'Add source: { title, url, date } to the row, or once at the head of the file.',
  },
  MP958: { title: 'unknown word in a rulebook', why: 'There is no such word here.', fix: 'Use a known one.' },
  MP959: {
    title: 'name of a rulebook',
    why: 'The name stands in reports, and must not be mistaken for a bundled rulebook.',
    fix: 'Write name with up to 64 small letters, digits, dots and dashes.',
  },
  MP960: {
    title: 'no rate for every sender',
    why: 'The first row that fits a sender and a destination counts, so the last one has to fit all that are left.',
    fix: 'End the list with a row without classes, countries and to.',
  },
  MP961: {
    title: 'rule twice',
    why: 'Each rule of acceptance is asked once, in the order of the list.',
    fix: 'Remove one of them.',
  },
  MP962: {
    title: 'minimum above the maximum',
    why: 'No value is within such limits; one of them may be taken over from the extended rulebook.',
    fix: 'Correct one of them.',
  },
} as const;

/** Permanent name of a kind of mistake, such as `MP101`. The hundreds tell what it is about. */
export type DiagnosticCode = keyof typeof TABLE;

/** All codes, ascending. */
export function diagnosticCodes(): DiagnosticCode[] {
  // The keys of the table are its codes.
  return Object.keys(TABLE) as DiagnosticCode[];
}

/** What a code means. */
export function explanationOf(code: DiagnosticCode): Explanation {
  return TABLE[code];
}

/** Whether a text is the code of a diagnostic. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(TABLE, text);
}
