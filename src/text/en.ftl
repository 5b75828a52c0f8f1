# Every general text in English; the same keys in the same order stand in zh.ftl.
# A count selects the plural and is printed with grouped digits.

nothing = { "" }
rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
names = { $names }
more-bearers = and { $more } more units
names-and-more = { $names } and { $more } more
quoted = “{ $value }”
in-column = , column { $column }
error = error: { $fault }
fault-in-file = { $file }: { $fault }
and-more-faults = and { $more } more
did-you-mean = ; did you mean “{ $word }”?

ledger-units = units
ledger-meetings = meetings
ledger-documents = documents
ledger-groups = groups
ledger-apps = apps
ledger-inspections = inspections
ledger-forms = forms
ledger-surveys = surveys

severity-high = high
severity-medium = medium
severity-low = low

column-rank = #
column-severity = Severity
column-hours = Hours
column-rule = Rule
column-units = Imposed by
column-finding = Finding
column-rows = Rows
column-ledger = Ledger
column-flags = What it flags

summary-period = Period     { $from } to { $to } ({ $days ->
    [one] one day
   *[other] { $days } days
  }, { $basis })
summary-rows = Rows       { $read } read from { $files ->
    [one] one file
   *[other] { $files } files
  }: { $accepted } accepted, { $rejected } rejected, { $skipped } skipped; { $warnings ->
    [one] one cell
   *[other] { $warnings } cells
  } doubtful
summary-burden = Burden     { $hours } h, of which { $avoidable } h ({ $share }) avoidable
summary-cadres = Cadres     { $cadres }, { $each } h each a month
summary-ledgers = Avoidable of all, h: { $parts }
summary-assumed = Assumed    { $hours } h ({ $share }) rest on rows that do not state a factor: { $parts }
summary-unknown-factor = { $ledger } { $factor } { $rows } of { $of } (not known, 0 h)
summary-assumed-factor = { $ledger } { $factor } { $rows } of { $of }
factor-attendees = attendees
factor-duration = length
factor-recipients = recipients
factor-words = words
factor-messages = messages
factor-members = members
factor-users = users
factor-minutes_per_day = minutes a day
factor-posts_per_week = posts a week
factor-receivers = receivers
factor-hours = length
factor-fillers = fillers
factor-minutes = minutes of a filling
summary-survey = Survey     { $responses ->
    [one] one response
   *[other] { $responses } responses
  }, 1 lightest to 5 heaviest: { $figures }; figures withheld, lest few be seen: { $withheld }
summary-survey-withheld = Survey     { $responses ->
    [one] one response
   *[other] { $responses } responses
  }; figures withheld, lest few be seen: { $withheld }
summary-survey-figure = { $question } { $mean } ({ $answers })
question-meetings = meetings
question-documents = documents
question-forms = forms
question-inspections = inspections
question-fingertips = fingertips
question-hours_per_week = hours lost a week
summary-findings = Findings   { $all }{ $cut ->
    [yes] , the first { $shown } shown (--top N for more, --top 0 for all)
   *[no] { "" }
  }; hours below are expected hours: avoidable × confidence
summary-grouped = Findings   { $all }, summed up in { $groups ->
    [one] one group
   *[other] { $groups } groups
  }{ $cut ->
    [yes] , the first { $shown } shown (--top N for more)
   *[no] { "" }
  }; in a group each row counts once
summary-no-findings = Findings   none
summary-rules = { $ran ->
    [one] One rule ran.
   *[other] { $ran } rules ran.
  }
summary-refused = Refused    { $file }: { $why }
summary-rule-skipped = Skipped, { $why }: { $rules }
summary-rule-failed = FAILED, { $why }: { $rules }; the report is not complete

period-chosen = as chosen
finding-assumed = { "" } (assumed where not stated: { $factors })
finding-whole = { "" } (all of it: { $hours } h, { $avoidable } h avoidable; the hours beside are this unit's part)
count-unknown = an unknown number of
summary-period-assumed = Warning    nothing says which days these ledgers cover: { $chosen ->
    [yes] messages and what is done once are taken to be of the whole year
   *[no] hours of groups, apps and forms rest on the period above; set it with --from and --to
  }
summary-narrowed = Unit       { $unit } and those below it bear { $borne } h ({ $borne_avoidable } avoidable) and impose { $imposed } h ({ $imposed_avoidable } avoidable); shown: { $share ->
    [imposed] what they impose, whoever bears it
   *[borne] their share of what they bear
  }
baseline-of-other-part = the earlier report is of a part, { $unit } ({ $share }); compare it with the same --unit and --share, or take one of the whole region
period-events = first to last event
period-names = as titles, files or folders say
period-activity = last activity of groups and apps, a year at most
period-year = a year, nothing being dated

note-outside = Note: { $rows ->
    [one] one row lies
   *[other] { $rows } rows lie
  } outside the period and { $rows ->
    [one] was
   *[other] were
  } left out.
note-unplaced = Note: { $count ->
    [one] one unit has
   *[other] { $count } units have
  } no known level ({ $names }); name them in units.csv.
note-baseline-period = Note: the earlier report covers { $then } days, this one { $now }: findings may be worse or better for that alone.
note-baseline-rules = Note: { $rules ->
    [one] one rule
   *[other] { $rules } rules
  } did not run for the earlier report; their findings count as new.
note-counted = Note: messages of { $groups ->
    [one] one group
   *[other] { $groups } groups
  } are taken to have been counted { $whole_lives ->
    [yes] since each began, up to { $to }
   *[no] from { $from } to { $to }, or for as much of it as the group lived
  }; no header, title or name says it.
note-unexpanded = Note: { $count ->
    [one] one list names
   *[other] { $count } lists name
  } units in general that are not known one by one (“{ $name }” in { $place }); the rows count as if no unit were listed.

rule-snapshot = { $ledger }: one export without end dates
rule-no-rows = no rows in ledger { $ledger }
rule-no-column = { $ledger }: no column { $columns }{ $perhaps }
rule-perhaps = ; is { $header } it? (name it in the file that jianfu check PATH --write-config writes)
note-assumed-column = { $ledger }: without a column { $field } its hours are assumed; is { $header } it? (name it in the file that jianfu check PATH --write-config writes)
rule-failed = internal fault: { $why }

apps-share-functions = shared functions: { $functions }
apps-share-the-name = the same matter in the name
verbatim = { $text }
level-central = Central level
level-province = Province level
level-city = City level
level-county = County level
level-township = Township level
level-village = Village level
demand-check-in = check-ins
demand-relay = relays
demand-ranking = rankings
demand-points = points
demand-screenshot = screenshots
demand-online-time = time online
demand-forced-install = forced installation
demand-forced-login = forced login
demand-likes = likes
demand-report = reports

file-unreadable = cannot be read: { $error }; check the path and its permissions
file-read-failed = reading it failed: { $error }; copy it to this computer and try again
file-damaged = is damaged, or written in a way that cannot be read; open it, save it again as .xlsx or .csv, and try again
foreign-pdf = is a PDF document; ask for the table itself, as .xlsx or .csv
foreign-ofd = is an OFD document; ask for the table itself, as .xlsx or .csv
foreign-image = is a picture; ask for the table itself, as .xlsx or .csv
foreign-rtf = is a text document (RTF); copy its table into a spreadsheet and save it as .xlsx
foreign-text-document = is a text document; copy its table into a spreadsheet and save it as .xlsx
foreign-slides = is a presentation or a drawing; copy its table into a spreadsheet and save it as .xlsx
foreign-media = is a sound or a video; ask for the table itself, as .xlsx or .csv
foreign-archive = is an archive of a kind that is not unpacked here (RAR, 7z, tar and others); unpack it, or pack it as .zip
foreign-database = is a database; export its table as .xlsx or .csv
foreign-dbase = is a table of dBase or FoxPro (.dbf); open it in a spreadsheet program and save it as .xlsx or .csv
foreign-early-sheet = is a sheet of Excel 2 to 4, as time clocks write them; open it in a spreadsheet program and save it as .xlsx or .csv
foreign-program = is a program; ask for the table itself, as .xlsx or .csv
foreign-link = is a link to another file; name that file
foreign-shadow = is what another system keeps beside a file, without its rows; name that file
foreign-letter = is an e-mail; save the table that is attached to it
foreign-locked = is encrypted by an office's protection of documents; have it released there, or exported in clear
foreign-locked-book = is a document with a password; open it, remove the password and save it again
foreign-locked-archive = is packed with a password; unpack it
foreign-other-suite = is a document of another program; export its table as .xlsx or .csv
foreign-xml = is an XML document without a table; export it as .xlsx or .csv
foreign-unknown = is neither text nor a format that is known here; open it with the program that wrote it, and export it as .xlsx or .csv
file-empty = is empty; export it again
file-without-table = holds no table
file-nested-too-deep = packed files in packed files, too deep; unpack it
file-grows-too-much = a packed file of { $packed } KiB that grows beyond { $most } MiB; if it is meant, unpack it first
file-packed-badly = cannot be unpacked: { $error }; pack or export it again
book-unreadable = cannot be read as a workbook: { $error }; remove a password, or save it again as .xlsx or .csv
page-too-large = a page or an XML file of more than { $most } MiB; export it as .xlsx or .csv
page-without-table = a web page without a table; export it again as .xlsx or .csv
file-header-only = has a header and no rows below it
file-without-header = holds no header; the first lines must name the columns
file-of-no-ledger = line { $line }: the header fits no ledger; nearest is { $ledger }, without { $missing }; rename columns, or map them under [ledgers.{ $ledger }.columns] in jianfu.toml (header: { $header })
file-missing-columns = line { $line }: required columns of { $ledger } are missing: { $missing }; rename columns, or map them under [ledgers.{ $ledger }.columns] in jianfu.toml (header: { $header })
file-of-two-ledgers = fits two ledgers, { $first } and { $second }, by the columns { $columns }; name it after one of them, or list it under [ledgers.{ $first }] files in jianfu.toml
file-field-claimed-twice = line { $line }, column { $column }: “{ $first }” and “{ $second }” both mean { $field }; rename one, or map it to "" under [ledgers.{ $ledger }.columns] in jianfu.toml
folder-without-ledger = holds no table (.csv, .tsv, .txt, .xlsx, .xls, .ods, .mht, .gz, .zip)
no-such-ledger = no file is of the ledger { $ledger }
internal-fault = a fault of this program, not of the input: { $what }; please report it with the command line
frame-failed = internal fault in a table: { $error }

why-header = by its header
why-name = by its name
why-forced = as told

fault-missing = a required value is missing; fill it in
fault-not-a-date = not a date; write it as 2024-03-05
fault-no-such-day = no calendar has this day; correct it
fault-ambiguous-date = day and month cannot be told apart; write it as 2024-03-05
fault-no-year = a date without its year, and the file's other rows do not settle it; add the year
fault-not-a-time = not a time; write it as 14:30
fault-not-a-duration = not a duration; write it as 90 (minutes) or 1.5小时
fault-not-a-number = not a number; write digits
fault-negative = below zero; correct it
fault-too-large = too large to be meant; correct it
fault-not-a-flag = neither yes nor no; write yes or no
fault-not-a-code = none of the known values; see the documentation of the field
fault-count-not-names = says how many and not which; name them all
fault-not-a-frequency = not a frequency; write monthly, 每周一次 or 12/year
fault-not-a-rating = not an answer from 1 to 5; write a number, or map another column
fault-formula = a formula instead of its result; export values
fault-invalid-bytes = bytes that are no text in the file's encoding; export the file again as UTF-8
fault-nul-byte = a NUL byte; export the file again
fault-too-many-cells = more cells than the header has columns; quote cells that hold the delimiter
fault-too-long = longer than 16 MiB; a quote may never be closed
fault-too-few-cells = fewer cells than the header has columns; the rest counts as missing
fault-another-header = the header of another table; keep one table in a file or sheet
fault-under-another-header = stands below the header of another table, so that its cells are not what the columns say; keep one table in a file or sheet
fault-year-assumed = no year; that of the file's other rows or of its title was taken
fault-day-assumed = no day; the first of the span was taken
fault-range-low = a range; its lower end was taken
fault-end-before-start = ends before it starts; the end was left out
fault-unit-unclear = less than a minute in a column that names no unit; name the unit in the header
fault-part-of-day = taken for a part of a day, as spreadsheets store durations; name the unit in the header
fault-implausible-unit = implausible for the unit of its column; check what the numbers count
fault-damaged-code = no code of a firm (rounded, filled in, or words); taken as missing
fault-wrong-check-digit = the check digit is wrong; the code identifies only together with the name
fault-code-of-several = one code beside plainly different names; told apart by name

notice-rejected = { $place }{ $column }: rejected: { $value } { $fault }
notice-warning = { $place }{ $column }: warning: { $value } { $fault }
notice-skipped = { $place }: skipped: { $why }
skipped-blank = blank
skipped-title = a heading or a repeated header
skipped-subtotal = a subtotal
skipped-footer = a footer
skipped-duplicate = the same row stood before
skipped-same-as = the same row as { $place }
reading-duplicates = { $file }: { $again ->
    [one] one row
   *[other] { $again } rows
  } stood before and count once (jianfu check lists them)
finding-shared-code = ; to be checked: the firm's code of { $shared } of these { $rows } rows also stands beside other names
reading-doubts = { $file }: { $rejected ->
    [one] one row
   *[other] { $rejected } rows
  } rejected, { $warnings ->
    [one] one cell
   *[other] { $warnings } cells
  } doubtful (jianfu check lists them)
strict-rejects = { $rejected ->
    [one] one row was
   *[other] { $rejected } rows were
  } rejected, and --strict was asked for; correct them (jianfu check lists them)

check-file = { $file }: { $ledger } ({ $why }); { $encoding } ({ $encoding_why }), { $delimiter }, header on line { $line }
check-rows = { $records ->
    [one] one record
   *[other] { $records } records
  }: { $accepted } accepted + { $rejected } rejected + { $skipped } skipped; cells filled: { $filled }, doubtful: { $warnings }
check-mapped = mapped: { $columns }
check-constant = in every row: { $field } is { $value } ({ $why })
constant-configured = as the configuration says
constant-line = by a line above the table
constant-title = by the title
constant-sheet = by the name of the sheet
constant-file = by the name of the file
check-remaining = concluded: { $column } → { $field } ({ $percent } % sure: no header speaks for it, and this is the only column with such cells{ $cells })
check-concluded = concluded: { $column } → { $field } ({ $percent } % sure, by its words{ $cells })
check-cells = ; { $percent } % of its cells fit
check-no-cells = ; no cell stands below it
check-open = open: { $column }: perhaps { $fields }
check-perhaps = { $field }{ $enables }
check-would-enable = { " " }(would enable { $rules })
check-gives-way = given way: { $column } to { $other }, which fits the same field better
check-unmapped = kept as evidence only: { $columns }
check-dropped = dropped, because it says who a respondent is: { $columns }
check-skipped = skipped: { $reasons }
check-skipped-reason = { $count } × { $why }
check-more = … and { $more } more (--all lists them)
sheet-hidden = a hidden sheet; make it visible if it belongs to the ledgers
check-passed-over = { $file }: not a table, passed over
check-passed-over-why = { $file }: passed over: { $why }
as-read-withheld = { $rows ->
    [one] one row is
   *[other] { $rows } rows are
  } withheld: out of line, any of their cells may say who a respondent is
rejects-format = { $file }: rejected rows are written as CSV; use .csv
rejects-written = { $file }: { $rows ->
    [one] one rejected row
   *[other] { $rows } rejected rows
  } written; correct them and feed the file back
config-not-a-table = { $key } is not a table; write it as one
config-written = { $file }: the mapping was written; edit it and keep it
config-concluded = concluded, { $percent } % sure
config-gives-way = given way to { $other }
config-open = open; perhaps { $fields }
config-refused = { $file } was refused; it is perhaps { $ledger }. To say so: { $line }
config-differs = not the same in every file, so no line; in { $file }: { $line }
config-constant = in every row of { $file }; to state it: { $table } { $line }
config-in-use = settings of { $file }
config-unmapped = kept as evidence only; name a field to map it
encoding-mark = by its byte order mark
encoding-wide = by the zero bytes of UTF-16
encoding-ascii = nothing but ASCII
encoding-sound = sound UTF-8
encoding-chinese = no UTF-8, sound GB18030
encoding-neither = neither UTF-8 nor GB18030
encoding-book = by its format
delimiter-comma = comma
delimiter-tab = tab
delimiter-semicolon = semicolon
delimiter-bar = bar
delimiter-blank = blank
delimiter-other = delimiter “{ $mark }”
delimiter-none = sheet

bad-date = { $option }: “{ $value }” is not a day; write it as 2024-03-05
period-backwards = --to lies before --from
unknown-rule = no rule is called “{ $rule }”{ $meant } (jianfu rules lists them)
unknown-unit = no unit is called “{ $unit }”, or several are{ $meant }
output-format = { $file }: the extension names no format; use one of { $known }, or --format
output-failed = { $file }: cannot be written: { $error }

config-not-utf8 = is no text in UTF-8, UTF-16 or GB18030; save it as UTF-8
config-syntax = line { $line }: { $error }
config-unknown-key = line { $line }: unknown key { $key }{ $meant }
config-unknown-field = [ledgers.{ $ledger }.columns] “{ $header }”: no field is called “{ $field }”; there are { $known }
config-invalid = line { $line }: { $key }: { $error }
config-wrong-type = line { $line }: { $key } cannot be a { $found }
config-bad-value = line { $line }: { $key }: { $why }
config-out-of-range = { $value } is out of range; it may be { $least } to { $most }
config-bad-pattern = “{ $pattern }” is not a file pattern; write one such as 会议*.csv

explain-why = Why
explain-hours = How its hours are computed
explain-basis = Provision
explain-example = Example
explain-limits = Known limits
explain-remedy = What to do
explain-parameters = Parameters in force
explain-disabled = switched off in the configuration
explain-no-parameters = none
explain-needs = Columns needed

fields-of = { $ledger } ({ $called })
column-field-name = field
column-called = in Chinese
column-holds = holds
column-headers = headers known whole; others are read by their words
unknown-ledger = no ledger “{ $ledger }”; known are { $known }{ $meant }
init-there = { $file }: is there already; --force replaces it
init-written = { $folder }: { $files } files written; fill in the templates, then look at them with jianfu check
init-intro = Configuration of jianfu. Every value below is the default; take away the # before one to change it.
init-cost = The cost model; hours, unless the name says otherwise.
init-severity = From how many expected hours a finding is of high or medium severity.
init-surveys = Figures over fewer answers than this are withheld (3 at least).
init-lists = The region's own words.
init-matter = Other names of one matter, as titles write them: a name, and what else it is called.
init-ledgers = Which files are which ledger whatever they are called, and which header is which field ("" leaves a column out).
init-rules = The rules; jianfu explain RULE says what each parameter does.
template-required = required; 
template-text = { $required }free text
template-name = { $required }a name, written the same way in every row
template-date = { $required }a date such as 2024-03-05
template-time = { $required }a time such as 14:30
template-duration = { $required }a duration such as 90 (minutes, unless the header names another unit) or 1.5h
template-number = { $required }a number
template-count = { $required }a whole number
template-names = { $required }names, separated by semicolons
template-names-or-count = { $required }names, separated by semicolons, or just how many there are
template-code = { $required }one of: { $words }
template-code-set = { $required }any of, separated by semicolons: { $words }
template-frequency = { $required }how often: daily, weekly, ten_days, monthly, quarterly, half_yearly, yearly, once, ad_hoc or 12/year
template-rating = { $required }1 (lightest) to 5 (heaviest)

show-figures = { $severity }, confidence { $confidence }: { $avoidable } h avoidable of { $burden } h × { $confidence } = { $expected } h expected
show-imposers = Imposed by  { $names }
show-bearers = Borne by    { $names }
show-cascade = Cascade
show-cascade-sum = { $layers ->
    [one] one layer
   *[other] { $layers } layers
  }, { $days ->
    [one] one day
   *[other] { $days } days
  } from top to bottom, { $rows } rows, { $people } people, { $hours } h
show-people = { $people ->
    [one] one person
   *[other] { $people } people
}
show-hours = { $hours } h
show-matter = Why these rows are one matter
show-link = [{ $one }] and [{ $other }], { $confidence } sure: { $why }
show-declared = a row declares what it passes on
show-alike = what counts of their titles is { $likeness } alike
show-matched = in both      { $words }
show-alone = only here    { $words }
show-discounted = left out     { $words }
show-rows = Rows
show-row = [{ $place }] { $file }:{ $line }  { $burden } h, of which { $avoidable } h are claimed
show-row-gone = no longer in the file; was it changed while this ran?
show-unknown = no finding is called “{ $finding }” (an id as audit --format csv prints it, the beginning of one, or a rank); ids stay as long as their rows do
show-several = { $findings } findings begin with “{ $finding }”; give more of the id
show-no-rank = no finding has rank { $rank }; there are { $all }
role-place = place
role-qualifier = counts little
role-unit = own unit
role-number = document number
role-session = session
role-period = date or period
role-ceremony = ceremony
role-action = action
config-no-profile = no profile “{ $profile }”{ $meant }; known: { $known }
config-bad-range = line { $line }: { $key } is no range; write it as { "{" } low = 0.5, base = 1.0, high = 1.5 { "}" }, low ≤ base ≤ high
waiver-names-nothing = waiver { $waiver }: names neither a finding nor a rule; add one of them
waiver-without-reason = waiver { $waiver }: has no reason or no office; fill in reason and by
waiver-bad-date = waiver { $waiver }: until is no date; write it as 2024-12-31
baseline-no-report = no JSON report of an audit ({ $error }); write one with -o report.json
baseline-other-schema = a report of schema { $schema }; this program reads schema 1
rule-took = { $rule }: { $milliseconds } ms
summary-ends = Ranges     { $low } to { $high } h, of which { $avoidable_low } to { $avoidable_high } h avoidable, by [cost]
summary-waived = Waived     { $hours } h avoidable that only waived findings claim, not counted above
status-new = new
status-waived = waived
state-ran = ran
state-skipped = skipped
state-failed = failed
status-persisting = persisting
status-worse = worse
status-better = better
aside-waived = Waived, still burden: { $count }
aside-waived-line = { $id } { $subject }: { $hours } h, because { $reason } ({ $by }{ $ends ->
    [yes] , until { $until }
   *[no] { "" }
})
aside-waivers = Waivers without effect: { $count }
aside-waiver-line = { $number }. { $what }: { $state ->
    [expired] ran out on { $until }, would meet { $findings }
   *[unused] meets no finding
}
aside-resolved = Resolved since the earlier report: { $count }
aside-resolved-line = { $id } { $subject }: { $hours } h then
aside-point = Monitoring point { $name }: { $visits ->
    [one] one visit
   *[other] { $visits } visits
  } on { $days ->
    [one] one day
   *[other] { $days } days
  }, { $hours } h{ $busy ->
    [yes] ; the worst day { $day } with { $day_visits }, the worst week that of { $week } with { $week_visits }
   *[no] { "" }
  }
aside-call = { $day } { $inspector }, { $kind ->
    [inspection] inspection
    [supervision] supervision
    [assessment] assessment
    [research] research
    [guidance] guidance
    [visit] visit
   *[unknown] kind not stated
}{ $with ->
    [yes] { " on " }{ $matters }
   *[no] { "" }
}: { $hours } h, problems { $problems }, outcome { $outcome } ({ $place })
show-arithmetic = The arithmetic, row by row, numbered as the rows below
show-sum = [{ $row }] { $sum } = { $hours } h; { $how ->
    [all] claimed whole
    [none] nothing claimed: it is kept, or only shown
   *[part] claimed { $has ->
        [yes] { $working } = { $claimed } h
       *[no] { $claimed } h by the rule's formula
    }
}
show-total = Sum: { $burden } h, claimed { $avoidable } h × { $confidence } = { $expected } h expected
show-assumed = * not stated in the row: the assumption of [cost]
init-profile = Built-in local rules that this file stands above; jianfu rules --profiles lists them.
init-waivers = Findings that are accepted: finding = an id, or rule with unit and matter; reason and by are required.
waiver-unreadable = line { $line }: is no waiver ({ $error }); the columns are finding, rule, unit, matter, reason, until, by
compare-by-pain-point = Hours a month
compare-by-imposer = By who imposes
compare-by-bearer = By who bears
compare-by-rule = Avoidable, by rule
compare-whole = all
compare-only-before = (units of the earlier period only)
compare-only-after = (units of the later period only)
column-before = Before
column-after = After
column-change = Change
column-things = Number
column-people = People
column-time = Length
column-unit = Unit
column-fell = Fell
column-grew = Grew
column-q = q
column-target = Target
column-ratio = Ratio
column-verdict = Verdict
period-before = Before
period-after = After
whole-region = The region
compare-period = { $label }: { $from } to { $to } ({ $days } days, { $basis }); { $hours } h a month, of which { $avoidable } h avoidable
compare-caveat = Mind: { $caveat }
caveat-overlap = the periods overlap by { $days ->
    [one] one day
   *[other] { $days } days
  }; what lies in both counts in both
caveat-backwards = the later period lies before the earlier one
caveat-lengths = the periods are of different lengths ({ $before } and { $after } days): counts are compared a month
caveat-seasons = the periods cover different months of the year ({ $before } and { $after }): seasons may explain a difference
caveat-series = the periods are of different seasons, which may explain a difference
caveat-of-step = { $step }: { $caveat }
caveat-gap = { $period } has no row of meetings, documents or inspections: a gap, shown and not compared
caveat-trimmed = { $period }: only { $from } to { $to }, nothing being exported of its other days
caveat-snapshot = { $ledger }: one export without end dates lists what is there at its end, not what was there before: not compared
compare-by-period = Hours a month
compare-gap = –
caveat-spread = messages that one export counts for all periods together are spread over the life of each group
caveat-only-before = only the earlier period has the ledger { $ledger }: nothing of it is compared
caveat-only-after = only the later period has the ledger { $ledger }: nothing of it is compared
compare-findings = Found      { $all }{ $cut ->
    [yes] , the first { $shown } shown (--top N for more, --top 0 for all)
   *[no] { "" }
  }; hours are the expected avoidable hours of what grew, after
compare-no-findings = Found      nothing that fell while something grew in its place ({ $tested } tested)
compare-target = { $ledger } { $only_down ->
    [yes] only down
   *[no] −{ $reduction }%
}
verdict-met = met
verdict-met-but-mutated = met on paper, but mutated
verdict-not-met = not met
compare-fates = Findings of the audits: { $resolved } resolved, { $persisting } persisting, { $new } new.
compare-things = { $ledger }: { $kept } kept, { $gone } gone, { $new } new, { $renamed } back under another name{ $renamed ->
    [0] { "" }
   *[other] { ": " }{ $names }
}
compare-alone-before = Only in the earlier period, not compared: { $count ->
    [one] one unit
   *[other] { $count } units
} ({ $names })
compare-alone-after = Only in the later period, not compared: { $count ->
    [one] one unit
   *[other] { $count } units
} ({ $names })
compare-tested = Tested: { $tested }; not tested, because too little was counted or no hours fell: { $untested } (--all lists them).
compare-one-folder = one folder needs --split DATE, --by quarter|half|year, or --before and --after
compare-one-period = { $from } to { $to } is one period only; choose a shorter span
compare-split-outside = --split { $value } lies outside { $from } to { $to }
bad-span = { $option }: “{ $value }” is no span of days; write it as 2024-01-01..2024-06-30
config-bad-target = line { $line }: { $key }: { $value } is no target; write "-30%", -0.3 or "only down"
rule-missing-before = earlier period, { $why }
rule-missing-after = later period, { $why }
rule-no-common-ledger = no ledger stands in both periods
rebound-subject = { $fell } → { $grew }
moved-rate = { $before } → { $after } a month (×{ $ratio }, 95% { $low }–{ $high })
moved-stock = { $before } → { $after } (×{ $ratio }, 95% { $low }–{ $high })
moved-mean = { $before } → { $after }
moved-hours = { $before } → { $after } h a month (×{ $ratio })
measure-red-documents = red-headed documents
measure-white-documents = white-headed documents with demands
measure-meetings = meetings
measure-meeting-sets = sets of meetings
measure-documents = documents
measure-inspections = inspections
measure-visits = research, guidance, visits
measure-groups = groups
measure-apps = apps
measure-forms = forms
measure-leading-groups-kept = leading groups
measure-leading-groups-set-up-again = leading groups set up again
measure-chat-groups = chat groups
measure-messages-per-group = messages a group
measure-mini-programs-and-accounts = mini programs and accounts
measure-paper-forms = forms on paper
measure-system-forms-of-paper = forms in systems
init-compare = Units that were renamed or merged between two periods: the old name, and the name now.
init-targets = By how much the rows of a ledger are to fall between two periods: "-30%", or "only down".
compare-targets = Targets of units: { $met } met, { $mutated } met on paper but mutated, { $missed } not met (--all lists them).
plan-summary = Burden     { $hours } h, of which { $avoidable } h avoidable; the plan saves { $saved } h of these, and { $further } h that no rule counts as avoidable
plan-inspections = Inspections { $inspections }: visits { $before } → { $after } (no plan needs fewer than { $fewest }); joint { $joint_before } → { $joint_after }; visits of a target by one inspector a year { $each_before } → { $each_after }
plan-off-site = Off site   { $before } → { $after } of the inspections that say so
plan-bound = Limit      { $measure }: { $planned } h planned; no choice under the same constraints saves more than { $best } h
plan-steps = Steps      { $all }{ $cut ->
    [yes] , { $shown } shown (--top N for more, --top 0 for all)
   *[no] { "" }
  }
measure-of-packaged-meetings = packaged meetings
measure-of-broadcasts = broadcasts
measure-of-joint-inspections = joint inspections
measure-of-one-form = one form
measure-of-groups = groups
measure-of-apps = apps
column-saved = Saves, h
column-further = Further
column-step = What to do
column-field = Field
column-asked = Asked
column-per-year = A year
column-from = Taken from
column-planned = Planned
column-capped = Capped
plan-by-rule = Avoidable, by rule
column-avoidable = Avoidable
plan-saved = Saved
plan-why-left = What is left, and why
plan-left = { $hours } h: { $why }
plan-left-by-step = the step of { $measure } keeps it
plan-left-no-measure = no measure of a plan is against it
plan-left-not-asked = { $measure } were not asked for
plan-left-no-step = { $measure }: no step keeps every constraint
plan-by-bearer = Hours, by who bears
plan-by-imposer = Hours, by who imposes
plan-broadcast = { $lead } broadcasts it to all { $units } units at once; { $meetings ->
    [one] one meeting
   *[other] { $meetings } meetings
  } that passed it on need not be held
plan-package = { $lead } holds { $meetings } meetings as one of { $minutes } minutes{ $moved ->
    [0] { "" }
   *[other] ; { $moved } move
}
plan-joint = { $target }: { $inspections } inspections by { $inspectors ->
    [one] one inspector
   *[other] { $inspectors } inspectors
  } become one visit led by { $lead }{ $moved ->
    [0] { "" }
   *[other] ; { $moved } move
}
plan-one-form = { $forms } forms with { $asked } fields become one with { $fields }; { $exports ->
    [one] one is
   *[other] { $exports } are
  } had from it whole
plan-close-overdue = { $owner } disbands { $group }, whose task has ended
plan-close-idle = { $owner } disbands { $group }, which nobody uses
plan-merge-groups = { $group } stays and takes in { $names }
plan-merge-apps = { $app } stays and takes over { $names }
plan-close-accounts = { $account } stays; { $closed ->
    [one] one account is closed and its readers are
   *[other] { $closed } accounts are closed and their readers are
  } sent to it
plan-take-in = to take in: { $members ->
    [one] one member
   *[other] { $members } members
  } that it does not have
plan-compare-members = to do first: compare the members, which are not all listed
plan-take-over = to take over: { $functions }
plan-superior-requires = a superior requires it
plan-is-emergency = it is there for an emergency
plan-no-home = nothing in use of its place or above could take over what it does
plan-form-without-fields = the form does not say what it asks for
plan-form-without-fillers = nobody says who fills the form in, so that no other form is known to be theirs too
plan-form-alone = no other form of the same fillers
plan-only-account = a unit's only account; whether it is needed is for the unit to say
plan-sits-elsewhere = { $unit } sits in another meeting at that time
plan-when = { $day }{ $timed ->
    [yes] { " " }{ $start }
   *[no] { "" }
}, { $hours } h
plan-more-items = … and { $more } more
plan-more-fields = … and { $more } more fields (all of them with --format json)
plan-master-form = Master form for { $forms } forms: { $fields } fields, each once; { $exports ->
    [one] one form is
   *[other] { $exports } forms are
  } had from it whole
plan-each-filler = each filler
plan-filler = { $filler }: sheets a month { $sheets_before } → { $sheets_after }, cells { $cells_before } → { $cells_after }, hours { $hours_before } → { $hours_after }: { $saved } h a month saved
plan-what-if = What if adopted: { $before } h → { $planned } h{ $capped ->
    [yes] , with the caps { $after } h
   *[no] { "" }
}
plan-without-headcount = Of { $units ->
    [one] one unit
   *[other] { $units } units
  } no headcount is known: a cap for each cadre says nothing of them.
plan-kept = Left as it is, { $rows }: { $why }
init-plan = How plans are made; jianfu plan says what to do.
plan-county-takes-over = { $county } takes it over for all of them
caveat-column-before = only the earlier { $ledger } have the column { $column }, which is left out
caveat-column-after = only the later { $ledger } have the column { $column }, which is left out
rule-skipped-in = { $periods }: { $why }
rule-same-answers = both periods have the same answers
note-renamed-unused = Note: nothing bears these names of [compare.renamed]: { $names }
note-waivers-unused = Note: waivers are of audits and not applied here ({ $waivers }).
compare-renamed-circle = [compare.renamed] “{ $name }” leads back to itself; name what it is called now
report-title = Burden audit
compare-format = a comparison is written as table, CSV, JSON or JSON lines
column-date = Date
sheet-overview = Overview
sheet-what = What
sheet-value = Value
sheet-from = First day
sheet-to = Last day
sheet-as-of = As of
sheet-hours = Hours in all
sheet-avoidable = Avoidable hours
sheet-cadres = Cadres
sheet-each = Hours per cadre and month
sheet-findings = Findings
sheet-of-ledger = Hours of { $ledger }
sheet-name-findings = Findings
sheet-rule = Rule
sheet-bearers = Borne by
sheet-subject = Subject
sheet-remedy = What to do
sheet-burden = Burden hours
sheet-low = Avoidable, low end
sheet-high = Avoidable, high end
sheet-confidence = Confidence
sheet-status = Status
sheet-evidence = Evidence
sheet-id = Finding id
sheet-to-evidence = to its rows
sheet-evidence-of = Evidence { $ledger }
sheet-file = File
sheet-line = Line
sheet-claimed = Claimed hours
sheet-sum = Arithmetic
sheet-units = Units
sheet-unit = Unit
sheet-imposed = Imposed hours
sheet-imposed-avoidable = Avoidable of these
sheet-borne = Borne hours
sheet-borne-avoidable = Avoidable of those
sheet-rules = Rules
sheet-state = State
sheet-why = Why
sheet-inputs = Files
sheet-encoding = Encoding
sheet-records = Records
sheet-accepted = Accepted
sheet-rejected = Rejected
sheet-skipped = Skipped
sheet-filled = Filled
sheet-warnings = Doubtful
sheet-notes = Notes
sheet-note = Note
sheet-settings = Settings
sheet-key = Key
sheet-goes-on = goes on on the next sheet of this name
sheet-inspector = Inspector
page-skip = Skip to the findings
page-period = { $from } to { $to } ({ $basis })
page-contents = Contents
page-first = At a glance
page-accounts = What was read, and by which rules
page-share = of them avoidable
page-new = new findings
page-resolved = resolved findings
page-worse = worse findings
page-ten = The ten findings that matter most
page-filter = Filter by any word
page-all = all
page-more = Show more
page-noscript = The table of all findings needs scripts; the ten that matter most and the pictures do not.
page-shown = {"{"}0{"}"} of {"{"}1{"}"} shown, {"{"}2{"}"} in all
page-comma = {", "}
page-people = people
page-sum = Arithmetic
page-claimed = claimed
page-avoidable = avoidable
page-more-rows = Show more rows:
page-back = Back to the findings
picture-meetings = Trapped in the venue
picture-forms = Filling out forms
picture-inspections = Welcoming the inspection
picture-fingertips = Busy at the fingertips
picture-felt = What people say beside what the ledgers say
picture-none = Nothing of this kind was found, or no ledger tells of it.
picture-matrix = Who imposes on whom
picture-matrix-source = Hours of the period, by imposing unit (rows) and bearing unit (columns); source: all ledgers
picture-others = all others
picture-calendar = { $unit }, { $month }: { $meetings ->
    [one] one meeting
   *[other] { $meetings } meetings
  }, { $hours } h of its people
picture-fields = Fields that several of { $forms } forms ask for, of { $fields } in all; source: the forms ledger
picture-field = Field
picture-asked = asked for
picture-timeline = { $target }: { $visits ->
    [one] one inspection
   *[other] { $visits } inspections
  } by { $inspectors ->
    [one] one inspector
   *[other] { $inspectors } inspectors
  } in the period
picture-matters = Looked at
picture-groups = { $groups } of { $all } chat groups by members and messages in the period (scales of ten); source: the groups ledger
picture-group = Group
picture-members = Members
picture-messages = Messages
picture-busiest = The groups that take most hours
picture-point = Pain point
picture-rating = Rating, 1 to 5
picture-answers = Answers
picture-hours = Hours a month
picture-avoidable = Avoidable
picture-felt-source = Ratings from the questionnaire, hours a month from the ledgers; a rating of few answers is withheld
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun
progress-reading = Reading
progress-rules = Rules
column-group-findings = Mainly its findings
column-group = Findings of
column-worst = Worst
file-missing = cannot be read: { $error }{ $meant }; check the path
demo-written = { $folder }: { $files } files with { $rows } rows; what is planted in them stands in truth.json
demo-there = { $folder }: is not empty; --force writes into it all the same
