package store

// Every query of the package. $n is the n-th argument; %s is one of many keys
// (each, in); noTime is spelt out where a partial index must see it.

// The log.
const (
	makeHead  = `INSERT INTO log_head (org, size, edge, published, note) VALUES ($1, 0, $2, 0, NULL) ON CONFLICT (org) DO NOTHING`
	lockHeads = `SELECT org, size, edge, published FROM log_head WHERE org IN (%s) ORDER BY org`
	moveHead  = `UPDATE log_head SET size = $2, edge = $3 WHERE org = $1 AND size = $4`
	readHead  = `SELECT size, edge, published, note FROM log_head WHERE org = $1`
	listLogs  = `SELECT org FROM log_head WHERE size > 0 ORDER BY org`

	schemaVersion = `SELECT max(version_id) FROM goose_db_version`

	storedHashes  = `SELECT idx, hashes FROM leaf WHERE org = $1 AND idx = %s`
	readLeaves    = `SELECT leaf FROM leaf WHERE org = $1 AND idx >= $2 AND idx < $3 ORDER BY idx`
	readPlace     = `SELECT leaf, salt, data FROM event WHERE org = $1 AND stream = $2 AND seq = $3`
	addCheckpoint = `INSERT INTO checkpoint (org, size, note) VALUES ($1, $2, $3)`
	publishHead   = `UPDATE log_head SET published = $2, note = $3 WHERE org = $1 AND published < $2`
	firstCover    = `SELECT note FROM checkpoint WHERE org = $1 AND size >= $2 ORDER BY size LIMIT 1`

	firstCosigned     = `SELECT note FROM checkpoint WHERE org = $1 AND size >= $2 AND cosigned = 1 ORDER BY size LIMIT 1`
	newestCheckpoints = `SELECT note, cosigned FROM checkpoint WHERE org = $1 ORDER BY size DESC LIMIT $2`
	cosignCheckpoint  = `UPDATE checkpoint SET note = $3, cosigned = $4 WHERE org = $1 AND size = $2`
	cosignHead        = `UPDATE log_head SET note = $3 WHERE org = $1 AND published = $2`
)

// Streams and contents.
const (
	readVersions = `SELECT stream, seq, erased, views FROM stream WHERE org = $1 AND stream = %s`
	readEvents   = `SELECT seq, salt, data FROM event WHERE org = $1 AND stream = $2 AND seq > $3 ORDER BY seq`
	pageStreams  = `SELECT stream, seq FROM stream WHERE org = $1 AND stream > $2 ORDER BY stream LIMIT $3`
	readContent  = `SELECT bytes, stream FROM content WHERE id = $1 AND org = $2`
	haveContents = `SELECT id FROM content WHERE id = %s`
	haveBoxes    = `SELECT lookup FROM mailbox WHERE org = $1 AND lookup = %s`
)

// The end of a stream. What was in it goes; its leaves stay, and its row says that
// it was there.
const (
	setViews    = `UPDATE stream SET views = $4 WHERE org = $1 AND stream = $2 AND seq = $3 AND erased = 0`
	endStream   = `UPDATE stream SET erased = 1, views = 0 WHERE org = $1 AND stream = $2 AND seq = $3 AND erased = 0`
	endEvents   = `DELETE FROM event WHERE org = $1 AND stream = $2`
	endContents = `DELETE FROM content WHERE org = $1 AND stream = $2`
	endParts    = `UPDATE part SET state = 3 WHERE org = $1 AND stream = $2`
)

// Parts of files.
const (
	readPart  = `SELECT id, org, stream, actor, size, begun_on, state FROM part WHERE id = $1`
	haveParts = `SELECT id, org, stream, actor, size, begun_on, state FROM part WHERE id = %s`
	nameParts = `UPDATE part SET state = 2 WHERE state = 1 AND id IN (%s)`
	// Of a part that is there only the day moves, and only for its sender.
	reservePart = `INSERT INTO part (id, org, stream, actor, reporter, size, begun_on, state) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
ON CONFLICT (id) DO UPDATE SET begun_on = excluded.begun_on WHERE part.org = excluded.org AND part.stream = excluded.stream
  AND part.actor = excluded.actor AND part.size = excluded.size AND part.state < 2`
	keepPart    = `UPDATE part SET state = 1 WHERE id = $1 AND org = $2 AND state = 0`
	doomParts   = `UPDATE part SET state = 3 WHERE state <> 2 AND state < 2 AND begun_on < $1`
	doomedParts = `SELECT id, org, stream, actor, size, begun_on, state FROM part WHERE state <> 2 AND state = 3 ORDER BY id LIMIT $1`
	forgetPart  = `DELETE FROM part WHERE id = $1 AND org = $2 AND state = 3`
	sumParts    = `SELECT (SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM part WHERE org = $1 AND actor = $2 AND state <> 2),
  (SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM part WHERE org = $1 AND actor = $2),
  (SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM part WHERE org = $1 AND reporter = 1 AND state <> 2)`
)

// Lists. They look at work_item through may_see alone.
const (
	workList = `SELECT w.stream, w.dossier, w.office, w.lang, w.stage, w.not_safe, w.formal, w.received_on, w.reporter_on,
  w.waiting, w.clock, w.due_at, w.late, w.escalated, w.short, w.talk, w.demand, w.leader, w.by_law, w.actor, w.stand_in, w.keyless, w.pick_again, w.other_office, w.ask_name
FROM may_see m JOIN work_item w ON w.org = m.org AND w.stream = m.stream
WHERE m.org = $1 AND m.person = $2 AND (m.due_at, m.stream) > ($3, $4)`
	// The fragments are constants, so that the engines see which partial index fits.
	workListOpen    = ` AND m.is_open = 1`
	workListStage   = ` AND m.stage = $%d`
	workListOffice  = ` AND m.office = $%d`
	workListLate    = ` AND m.late = 1`
	workListWaiting = ` AND m.waiting = 1`
	workListShort   = ` AND m.short = 1`
	workListTalk    = ` AND m.talk = 1`
	workListDemand  = ` AND m.demand = 1`
	workListFormal  = ` AND m.formal = 1`
	workListMine    = ` AND m.mine = 1`
	workListClock   = ` AND m.clock = $%d`
	workListBefore  = ` AND m.due_at < $%d`
	workListPage    = ` ORDER BY m.due_at, m.stream LIMIT $5`

	// The tally counts what may_see shows but for who is active, which is asked here.
	workCounts = `SELECT t.items, t.late, t.waiting, t.short, t.talk, t.demand FROM tally t JOIN staff s ON s.org = t.org AND s.person = t.person
WHERE t.org = $1 AND t.person = $2 AND s.leads = 1`
	// leading adds the two columns up, so that no partial index fits: a planner that
	// has not counted yet would take one and read every open item there is.
	leading = `SELECT stream, person, late, waiting, short, talk, demand FROM holder WHERE org = $1 AND stream = %s AND leads + is_open = 2`

	maySee = `SELECT 1 FROM may_see m WHERE m.org = $1 AND m.person = $2 AND m.stream = $3`

	dueBefore = `SELECT org, stream, at FROM due WHERE at <= $1 AND (at, org, stream) > ($3, $4, $5) ORDER BY at, org, stream LIMIT $2`
	// leftBehind finds nothing on most days: what it finds is recorded, and is then
	// held by that person no longer. CROSS JOIN has SQLite begin with those who left;
	// else it walks all that anybody holds, in the order that is asked for.
	leftBehind = `SELECT DISTINCT h.org, h.stream FROM staff s CROSS JOIN holder h
WHERE h.org = s.org AND h.person = s.person AND s.active = 0 AND h.leads = 1 AND (h.org, h.stream) > ($2, $3)
ORDER BY h.org, h.stream LIMIT $1`
	// settingBehind finds nothing on most days: what it finds is reckoned anew.
	settingBehind = `SELECT d.org, d.stream, d.setting FROM setting s CROSS JOIN due d
WHERE d.org = s.org AND d.setting < s.seq AND (d.org, d.setting, d.stream) > ($2, $3, $4)
ORDER BY s.org, d.setting, d.stream LIMIT $1`
	// chartBehind finds nothing on most days: those in line are looked for anew.
	chartBehind = `SELECT d.org, d.stream, d.chart FROM chart c CROSS JOIN concerned d
WHERE d.org = c.org AND d.chart < c.seq AND (d.org, d.chart, d.stream) > ($2, $3, $4)
ORDER BY c.org, d.chart, d.stream LIMIT $1`
	// unlooked finds what a node left behind that died after an act; else nothing.
	unlooked = `SELECT org, stream FROM unlooked WHERE (org, stream) > ($2, $3) ORDER BY org, stream LIMIT $1`
	// measures is asked for the figures of a year. What was known to be over before it, and
	// written down before it, is not counted in it; $4 is no day.
	measures = `SELECT stream, number, bearer, weight, breach, own, recorded_on, ended_on, start_on, until_on, planned_on FROM measure
		WHERE org = $1 AND recorded_on < $2 AND (recorded_on >= $3 OR until_on >= $3 OR ended_on >= $3 AND ended_on < $4 OR planned_on >= $3 AND planned_on < $4)
		ORDER BY stream, number, bearer`
	// incidents is asked of one subject, however many there are.
	incidents = `SELECT stream, signal, subject, team, told_on, severity, apart, channel, talk_on, nothing_on, measure_on, exit, closed_on, weighing, weighed_in, same FROM incident
WHERE org = $1 AND subject = $2 AND team = $3 ORDER BY told_on DESC, stream, signal LIMIT $4`
	shortHanded  = `SELECT stream, holders FROM short_handed WHERE org = $1 ORDER BY stream LIMIT $2`
	closedBefore = `SELECT c.stream, c.closed_at, c.held, c.proposed, c.exit FROM may_see m JOIN closed c ON c.org = m.org AND c.stream = m.stream
WHERE m.org = $1 AND m.person = $2 AND c.held = 0 AND c.closed_at < $3 ORDER BY c.closed_at, c.stream LIMIT $4`
	closedSoBefore = `SELECT c.stream, c.closed_at, c.held, c.proposed, c.exit FROM may_see m JOIN closed c ON c.org = m.org AND c.stream = m.stream
WHERE m.org = $1 AND m.person = $2 AND c.held = 0 AND c.exit = $5 AND c.closed_at < $3 ORDER BY c.closed_at, c.stream LIMIT $4`
	counselOf  = `SELECT stream FROM counsel WHERE org = $1 AND person = $2 ORDER BY stream LIMIT $3`
	allCounsel = `SELECT DISTINCT stream FROM counsel WHERE org = $1 ORDER BY stream LIMIT $2`
	askedOf    = `SELECT stream FROM asked WHERE org = $1 AND person = $2 ORDER BY stream LIMIT $3`
	readTriage = `SELECT t.person FROM triage t JOIN staff s ON s.org = t.org AND s.person = t.person
WHERE t.org = $1 AND t.office = $2 AND s.leads = 1 ORDER BY t.place, t.person`
	// A page of those that wait is followed by those that are confirmed.
	notices = `SELECT stream, person, signal, function, given_at, confirmed_at, severity, office, formal, stage, late FROM may_know
WHERE org = $1 AND person = $2 AND (is_confirmed > $3 OR is_confirmed = $3 AND (given_at < $4 OR given_at = $4 AND signal > $5))
ORDER BY is_confirmed, given_at DESC, signal LIMIT $6`
	oneNotice = `SELECT stream, person, signal, function, given_at, confirmed_at, severity, office, formal, stage, late FROM may_know
WHERE org = $1 AND person = $2 AND stream = $3 AND signal = $4`
	helps     = `SELECT stream, person, due_at FROM help WHERE org = $1 ORDER BY due_at, person LIMIT $2`
	standsIn  = `SELECT DISTINCT person FROM staff WHERE org = $1 AND deputy = $2 AND deputy > '' AND active = 1 ORDER BY person`
	staffWith = `SELECT DISTINCT person FROM staff WHERE org = $1 AND role = $2 AND active = 1 ORDER BY person`
)

// The rows of one stream, for replay. Nothing here is shown to anybody, so
// rowsWorkItem is the one query that passes may_see by.
const (
	rowsWorkItem = `SELECT stream, dossier, office, lang, stage, not_safe, formal, received_on, reporter_on,
  waiting, clock, due_at, late, escalated, short, talk, demand, leader, by_law, actor, stand_in, keyless, pick_again, other_office, ask_name FROM work_item WHERE org = $1 AND stream = $2`
	rowsDue       = `SELECT stream, at, setting FROM due WHERE org = $1 AND stream = $2`
	rowsHolder    = `SELECT stream, person, compartment FROM holder WHERE org = $1 AND stream = $2`
	rowsExcluded  = `SELECT stream, person FROM excluded WHERE org = $1 AND stream = $2`
	rowsStaff     = `SELECT stream, person, role, active, deputy FROM staff WHERE org = $1 AND stream = $2`
	rowsShort     = `SELECT stream, holders FROM short_handed WHERE org = $1 AND stream = $2`
	rowsCounsel   = `SELECT stream, person FROM counsel WHERE org = $1 AND stream = $2`
	rowsAsked     = `SELECT stream, person FROM asked WHERE org = $1 AND stream = $2`
	rowsClosed    = `SELECT stream, closed_at, held, proposed, exit FROM closed WHERE org = $1 AND stream = $2`
	rowsSetting   = `SELECT stream, seq FROM setting WHERE org = $1 AND stream = $2`
	rowsConcerned = `SELECT stream, chart FROM concerned WHERE org = $1 AND stream = $2`
	rowsIncident  = `SELECT stream, signal, subject, team, told_on, severity, apart, channel, talk_on, nothing_on, measure_on, exit, closed_on, weighing, weighed_in, same FROM incident WHERE org = $1 AND stream = $2`
	rowsMeasure   = `SELECT stream, number, bearer, weight, breach, own, recorded_on, ended_on, start_on, until_on, planned_on FROM measure WHERE org = $1 AND stream = $2`
	rowsUnlooked  = `SELECT stream FROM unlooked WHERE org = $1 AND stream = $2`
	rowsChart     = `SELECT stream, seq FROM chart WHERE org = $1 AND stream = $2`
	rowsNotice    = `SELECT stream, person, signal, function, given_at, confirmed_at, severity, office, formal, stage, late FROM notice WHERE org = $1 AND stream = $2`
	rowsHelp      = `SELECT stream, person, due_at FROM help WHERE org = $1 AND stream = $2`
	rowsTriage    = `SELECT stream, office, person, place FROM triage WHERE org = $1 AND stream = $2`
)

// Accounts.
const (
	loginByName   = `SELECT org, name, person, salt, secret, wrapped FROM login WHERE org = $1 AND name = $2`
	loginByPerson = `SELECT org, name, person, salt, secret, wrapped FROM login WHERE org = $1 AND person = $2`
	putLogin      = `INSERT INTO login (org, person, name, salt, secret, wrapped) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, person) DO UPDATE SET name = excluded.name, salt = excluded.salt, secret = excluded.secret, wrapped = excluded.wrapped`

	// A login whose secret moved is another one: nobody's change is lost.
	changeLogin = `UPDATE login SET secret = $3, wrapped = $4 WHERE org = $1 AND person = $2 AND secret = $5`

	passkeyColumns = `org, credential, person, label, public_key, count, synced, wrapped, added_on, used_at`
	readPasskey    = `SELECT ` + passkeyColumns + ` FROM passkey WHERE org = $1 AND credential = $2`
	passkeysOf     = `SELECT ` + passkeyColumns + ` FROM passkey WHERE org = $1 AND person = $2 ORDER BY added_on, credential`
	// The login's row is held until the commit (Dialect.Lock): whoever replaces it
	// waits, and then takes this passkey along.
	putPasskey = `INSERT INTO passkey (` + passkeyColumns + `)
SELECT org, $2, person, $4, $5, $6, $7, $8, $9, $10 FROM login WHERE org = $1 AND person = $3 AND secret = $11`
	usePasskey       = `UPDATE passkey SET count = $3, used_at = $4 WHERE org = $1 AND credential = $2 AND used_at < $4`
	deletePasskey    = `DELETE FROM passkey WHERE org = $1 AND person = $2 AND credential = $3`
	deletePasskeysOf = `DELETE FROM passkey WHERE org = $1 AND person = $2`

	linkBy  = `SELECT org, person, subject, linked_on FROM provider_link WHERE org = $1 AND subject = $2`
	linkOf  = `SELECT org, person, subject, linked_on FROM provider_link WHERE org = $1 AND person = $2`
	putLink = `INSERT INTO provider_link (org, person, subject, linked_on) SELECT org, person, $3, $4 FROM login
WHERE org = $1 AND person = $2 AND NOT EXISTS (SELECT 1 FROM provider_link l WHERE l.org = $1 AND l.subject = $3 AND l.person <> $2)
ON CONFLICT (org, person) DO UPDATE SET subject = excluded.subject, linked_on = excluded.linked_on`
	deleteLink = `DELETE FROM provider_link WHERE org = $1 AND person = $2`

	readInvitation   = `SELECT org, person, name, secret, ends_at FROM invitation WHERE org = $1 AND secret = $2`
	listInvitations  = `SELECT org, person, name, secret, ends_at FROM invitation WHERE org = $1 ORDER BY name`
	deleteInvitation = `DELETE FROM invitation WHERE org = $1 AND person = $2`

	readSession = `SELECT token, org, person, lookup, dossier, signal, participant, created_at, seen_at, browser, proven_at, bare FROM session WHERE token = $1`
	sessionsOf  = `SELECT token, org, person, lookup, dossier, signal, participant, created_at, seen_at, browser, proven_at, bare FROM session
WHERE org = $1 AND person = $2 AND person <> '' ORDER BY created_at DESC, token`
	putSession = `INSERT INTO session (token, org, person, lookup, dossier, signal, participant, created_at, seen_at, browser, proven_at, bare)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (token) DO UPDATE SET org = excluded.org, person = excluded.person, lookup = excluded.lookup,
  dossier = excluded.dossier, signal = excluded.signal, participant = excluded.participant, created_at = excluded.created_at, seen_at = excluded.seen_at,
  browser = excluded.browser, proven_at = excluded.proven_at, bare = excluded.bare`
	deleteSession    = `DELETE FROM session WHERE token = $1`
	deleteSessionOf  = `DELETE FROM session WHERE org = $1 AND person = $2 AND person <> '' AND token = $3`
	deleteSessionsOf = `DELETE FROM session WHERE org = $1 AND person = $2 AND person <> '' AND token <> $3`
	deleteSessions   = `DELETE FROM session WHERE seen_at < $1`

	// A mailbox whose dossier was destroyed leaves that it was, for its code alone.
	leaveGone = `INSERT INTO gone (org, lookup, gone_on, ends_on) SELECT org, lookup, $3, $4 FROM mailbox WHERE org = $1 AND dossier = $2
ON CONFLICT (org, lookup) DO UPDATE SET gone_on = excluded.gone_on, ends_on = excluded.ends_on`
	endDrafts        = `DELETE FROM draft WHERE org = $1 AND lookup IN (SELECT lookup FROM mailbox WHERE org = $1 AND dossier = $2)`
	endSessions      = `DELETE FROM session WHERE org = $1 AND dossier = $2 AND person = ''`
	endMailboxes     = `DELETE FROM mailbox WHERE org = $1 AND dossier = $2`
	readGone         = `SELECT org, lookup, gone_on, ends_on FROM gone WHERE org = $1 AND lookup = $2`
	deleteGoneBefore = `DELETE FROM gone WHERE ends_on < $1`

	// A code is replaced so rarely that looking through all mailboxes costs less
	// than an index that every signal would have to keep.
	deleteDraftsBut    = `DELETE FROM draft WHERE org = $1 AND lookup IN (SELECT lookup FROM mailbox WHERE org = $1 AND dossier = $2 AND signal = $3 AND participant = $4 AND lookup <> $5)`
	deleteMailboxesBut = `DELETE FROM mailbox WHERE org = $1 AND dossier = $2 AND signal = $3 AND participant = $4 AND lookup <> $5`

	readMailbox = `SELECT org, lookup, dossier, signal, participant FROM mailbox WHERE org = $1 AND lookup = $2`

	readDraft = `SELECT org, lookup, sending, sealed, saved_on FROM draft WHERE org = $1 AND lookup = $2 AND sending = $3`
	putDraft  = `INSERT INTO draft (org, lookup, sending, sealed, saved_on) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org, lookup, sending) DO UPDATE SET sealed = excluded.sealed, saved_on = excluded.saved_on`
	deleteDraft  = `DELETE FROM draft WHERE org = $1 AND lookup = $2 AND sending = $3`
	deleteDrafts = `DELETE FROM draft WHERE saved_on < $1`

	readDiary     = `SELECT org, lookup, number, mark, sealed, kept_on, ends_on FROM diary WHERE org = $1 AND lookup = $2 ORDER BY number`
	addDiaryEntry = `INSERT INTO diary (org, lookup, number, mark, sealed, kept_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (org, lookup, number) DO NOTHING`
	keepDiary     = `UPDATE diary SET ends_on = $3 WHERE org = $1 AND lookup = $2`
	deleteDiary   = `DELETE FROM diary WHERE org = $1 AND lookup = $2`
	diarySent     = `DELETE FROM diary WHERE org = $1 AND lookup = $2 AND number <= $3`
	deleteDiaries = `DELETE FROM diary WHERE ends_on < $1`
)

// What staff has not sent. Whatever is read goes through may_see; what only takes
// away passes it by, and sweepLostDrafts takes away what it does not show.
const (
	addStaffDraft = `INSERT INTO staff_draft (org, person, stream, form, signal, mark, kept_at, sealed)
SELECT m.org, m.person, m.stream, $4, $8, $5, $6, $7 FROM may_see m WHERE m.org = $1 AND m.person = $2 AND m.stream = $3
ON CONFLICT (org, person, stream, form) DO UPDATE SET kept_at = excluded.kept_at WHERE staff_draft.mark = excluded.mark`
	moveStaffDraft = `UPDATE staff_draft SET mark = $5, kept_at = $6, sealed = $7
WHERE org = $1 AND person = $2 AND stream = $3 AND form = $4 AND (mark = $8 OR mark = $5)
  AND EXISTS (SELECT 1 FROM may_see m WHERE m.org = $1 AND m.person = $2 AND m.stream = $3)`
	ownStaffDrafts = `SELECT d.form, d.mark, d.kept_at, d.sealed FROM may_see m
JOIN staff_draft d ON d.org = m.org AND d.person = m.person AND d.stream = m.stream
WHERE m.org = $1 AND m.person = $2 AND m.stream = $3 ORDER BY d.form`
	othersDrafts = `SELECT d.form, d.person, d.kept_at FROM may_see m
JOIN staff_draft d ON d.org = m.org AND d.stream = m.stream
JOIN may_see o ON o.org = d.org AND o.person = d.person AND o.stream = d.stream
WHERE m.org = $1 AND m.person = $2 AND m.stream = $3 AND d.signal > '' AND d.person <> m.person ORDER BY d.kept_at, d.person, d.form`
	unsentDrafts = `SELECT d.stream, count(*), max(d.kept_at) FROM staff_draft d
JOIN may_see m ON m.org = d.org AND m.person = d.person AND m.stream = d.stream
WHERE d.org = $1 AND d.person = $2 GROUP BY d.stream ORDER BY max(d.kept_at) DESC, d.stream`

	dropStaffDraft = `DELETE FROM staff_draft WHERE org = $1 AND person = $2 AND stream = $3 AND form = $4 AND mark = $5`
	dropDraftsIn   = `DELETE FROM staff_draft WHERE org = $1 AND person = $2 AND stream = $3`
	dropDraftsOf   = `DELETE FROM staff_draft WHERE org = $1 AND person = $2`
	endStaffDrafts = `DELETE FROM staff_draft WHERE org = $1 AND stream = $2`
	sweepOldDrafts = `DELETE FROM staff_draft WHERE kept_at < $1`
	// There are few drafts at any moment: looking at each of them costs nothing.
	sweepLostDrafts = `DELETE FROM staff_draft WHERE NOT EXISTS (SELECT 1 FROM may_see m
  WHERE m.org = staff_draft.org AND m.person = staff_draft.person AND m.stream = staff_draft.stream)`
)

// What confidential advisers note. Whatever is read or kept goes through who works here as
// an adviser; what only takes away passes it by.
const (
	addAdvice = `INSERT INTO advice (org, person, year, mark, sealed)
SELECT s.org, s.person, $3, $4, $5 FROM staff s WHERE s.org = $1 AND s.person = $2 AND s.leads = 1 AND s.role = 'adviser'
ON CONFLICT (org, person, year) DO UPDATE SET sealed = excluded.sealed WHERE advice.mark = excluded.mark`
	moveAdvice = `UPDATE advice SET mark = $4, sealed = $5
WHERE org = $1 AND person = $2 AND year = $3 AND (mark = $6 OR mark = $4)
  AND EXISTS (SELECT 1 FROM staff s WHERE s.org = $1 AND s.person = $2 AND s.leads = 1 AND s.role = 'adviser')`
	readAdvice = `SELECT a.mark, a.sealed FROM staff s JOIN advice a ON a.org = s.org AND a.person = s.person
WHERE s.org = $1 AND s.person = $2 AND s.leads = 1 AND s.role = 'adviser' AND a.year = $3`
	adviceYears = `SELECT a.year FROM staff s JOIN advice a ON a.org = s.org AND a.person = s.person
WHERE s.org = $1 AND s.person = $2 AND s.leads = 1 AND s.role = 'adviser' ORDER BY a.year DESC`
	dropAdvice = `DELETE FROM advice WHERE org = $1 AND person = $2 AND year = $3 AND mark = $4
  AND EXISTS (SELECT 1 FROM staff s WHERE s.org = $1 AND s.person = $2 AND s.leads = 1 AND s.role = 'adviser')`
	endAdvice = `DELETE FROM advice WHERE org = $1 AND person = $2`
)

// The outbox. A message is given up when it has a dead_at. trouble is what could
// not be delivered: given up, or failed so often that somebody must look
// (notify.AlarmAttempts).
const (
	message = `id, org, person, reporter, hook, kind, not_before, attempts, dead_at, quiet, reason`
	trouble = ` AND attempts > 0 AND (attempts >= 4 OR dead_at < 9223372036854775807)`

	claim = `UPDATE outbox SET ready_at = $3 WHERE id IN (
  SELECT id FROM outbox WHERE org = $1 AND hook = $6 AND dead_at = 9223372036854775807 AND (ready_at <= $2 OR ready_at > $5)
  ORDER BY ready_at, id LIMIT $4%s)
RETURNING ` + message
	sent        = `DELETE FROM outbox WHERE id = $1`
	failed      = `UPDATE outbox SET attempts = attempts + 1, ready_at = $2, dead_at = $3, reason = $4 WHERE id = $1`
	countOutbox = `SELECT count(*) FILTER (WHERE dead_at = 9223372036854775807), count(*) FILTER (WHERE dead_at < 9223372036854775807)
FROM outbox WHERE org = $1`

	countTrouble = `SELECT count(*), count(*) FILTER (WHERE dead_at < 9223372036854775807), coalesce(min(not_before), 9223372036854775807)
FROM outbox WHERE org = $1` + trouble + ` AND ($3 = 2 OR $3 = 3 AND hook <> ''
  OR $3 < 2 AND hook = '' AND (person = $2 AND person <> '' OR $3 = 1 AND quiet = 0))`
	listTrouble = `SELECT ` + message + ` FROM outbox WHERE org = $1` + trouble + ` ORDER BY not_before, id LIMIT $2`
	// retryTrouble leaves a message in trouble until it is delivered.
	retryTrouble = `UPDATE outbox SET attempts = 4, ready_at = $3, dead_at = 9223372036854775807
WHERE org = $1` + trouble + ` AND (id = $2 OR $2 = '')`
	dropTrouble = `DELETE FROM outbox WHERE org = $1` + trouble + ` AND (id = $2 OR $2 = '')`

	readForm = `SELECT revision, person, saved_at, file, before FROM form_draft WHERE org = $1`
	putForm  = `INSERT INTO form_draft (org, revision, person, saved_at, file, before) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org) DO UPDATE SET revision = excluded.revision, person = excluded.person, saved_at = excluded.saved_at, file = excluded.file, before = excluded.before
WHERE form_draft.revision + 1 = excluded.revision`
	dropForm = `DELETE FROM form_draft WHERE org = $1 AND revision = $2`

	readTexts = `SELECT yaml FROM mail_text WHERE org = $1`
	putTexts  = `INSERT INTO mail_text (org, yaml) VALUES ($1, $2) ON CONFLICT (org) DO UPDATE SET yaml = excluded.yaml`
	dropTexts = `DELETE FROM mail_text WHERE org = $1`

	readAddress = `SELECT org, person, mail, lang FROM address WHERE org = $1 AND person = $2`
	putAddress  = `INSERT INTO address (org, person, mail, lang) VALUES ($1, $2, $3, $4)
ON CONFLICT (org, person) DO UPDATE SET mail = excluded.mail, lang = excluded.lang`
	readReach     = `SELECT org, person, name, phone FROM reach WHERE org = $1 AND person = $2`
	deleteReach   = `DELETE FROM reach WHERE org = $1 AND person = $2`
	deleteAddress = `DELETE FROM address WHERE org = $1 AND person = $2`

	enqueue = `INSERT INTO outbox (id, org, person, reporter, hook, kind, not_before, ready_at, attempts, dead_at, quiet)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
	deleteHooksBefore = `DELETE FROM outbox WHERE hook <> '' AND not_before < $1`

	readNews       = `SELECT org, link, code, sealed, confirmed, asked_on FROM news WHERE org = $1 AND link = $2`
	readNewsByCode = `SELECT org, link, code, sealed, confirmed, asked_on FROM news WHERE org = $1 AND code = $2`
	putNews        = `INSERT INTO news (org, link, code, sealed, confirmed, asked_on) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, link) DO UPDATE SET code = excluded.code, sealed = excluded.sealed, confirmed = excluded.confirmed, asked_on = excluded.asked_on`
	endNewsMail      = `DELETE FROM outbox WHERE org = $1 AND reporter = $2`
	deleteNews       = `DELETE FROM news WHERE org = $1 AND link = $2`
	deleteNewsBefore = `DELETE FROM news WHERE confirmed = 0 AND asked_on < $1`
)

// Isolation of one request among others.
const (
	savepoint  = `SAVEPOINT request`
	rollbackTo = `ROLLBACK TO SAVEPOINT request`
	release    = `RELEASE SAVEPOINT request`
)

// Audit: by pages, so that no long read keeps the database from tidying up.
const (
	auditLeaves   = `SELECT idx, leaf, hashes FROM leaf WHERE org = $1 AND idx >= $2 AND idx < $3 ORDER BY idx`
	auditEvents   = `SELECT seq, leaf, salt, data FROM event WHERE org = $1 AND stream = $2 AND seq > $3 ORDER BY seq LIMIT $4`
	auditStreams  = `SELECT stream, seq, erased FROM stream WHERE org = $1 AND stream > $2 ORDER BY stream LIMIT $3`
	auditContents = `SELECT id, bytes FROM content WHERE org = $1 AND stream = $2 AND id > $3 ORDER BY id LIMIT $4`
	auditParts    = `SELECT id FROM part WHERE org = $1 AND stream = $2 AND state = 2`
	auditOrphans  = `SELECT count(*) FROM content c WHERE c.org = $1 AND NOT EXISTS (SELECT 1 FROM stream s WHERE s.org = c.org AND s.stream = c.stream)`
	auditLoose    = `SELECT count(*) FROM event e WHERE e.org = $1 AND NOT EXISTS (SELECT 1 FROM stream s WHERE s.org = e.org AND s.stream = e.stream AND s.seq >= e.seq)`
	auditTally    = `SELECT count(*) FROM tally t LEFT JOIN (
  SELECT person, count(*) AS items, count(*) FILTER (WHERE late = 1) AS late, count(*) FILTER (WHERE waiting = 1) AS waiting,
    count(*) FILTER (WHERE short = 1) AS short, count(*) FILTER (WHERE talk = 1) AS talk,
    count(*) FILTER (WHERE demand = 1) AS demand
  FROM holder WHERE org = $1 AND leads = 1 AND is_open = 1 GROUP BY person) h ON h.person = t.person
WHERE t.org = $1 AND (t.items <> coalesce(h.items, 0) OR t.late <> coalesce(h.late, 0) OR t.waiting <> coalesce(h.waiting, 0)
  OR t.short <> coalesce(h.short, 0) OR t.talk <> coalesce(h.talk, 0) OR t.demand <> coalesce(h.demand, 0))`
	auditNote   = `SELECT note FROM checkpoint WHERE org = $1 AND size = $2`
	auditUntold = `SELECT count(*) FROM holder h WHERE h.org = $1 AND h.leads = 1 AND h.is_open = 1
  AND NOT EXISTS (SELECT 1 FROM tally t WHERE t.org = h.org AND t.person = h.person)`
	auditExcluded = `SELECT count(*) FROM holder h JOIN excluded x ON x.org = h.org AND x.stream = h.stream AND x.person = h.person
WHERE h.org = $1 AND h.leads = 1`
	auditLeaf = `SELECT idx, leaf FROM leaf WHERE org = $1 AND idx = %s`
)
