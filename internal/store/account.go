package store

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

func loginFields(l *account.Login) []any {
	return []any{&l.Org, &l.Name, &l.Person, hash{&l.Salt}, hash{&l.Secret}, &l.Wrapped}
}

// Login implements [account.Store].
func (db *DB) Login(ctx context.Context, org gehoor.OrgID, name string) (account.Login, error) {
	return One(ctx, db, loginFields, loginByName, string(org), name)
}

// LoginOf implements [account.Store].
func (db *DB) LoginOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (account.Login, error) {
	return One(ctx, db, loginFields, loginByPerson, string(org), string(person))
}

// PutLogin implements [account.Store].
func (db *DB) PutLogin(ctx context.Context, l account.Login) error {
	return db.exec(ctx, Statement{SQL: putLogin, Args: loginColumns(l)})
}

func loginColumns(l account.Login) []any {
	return []any{string(l.Org), string(l.Person), l.Name, l.Salt[:], l.Secret[:], notNull(l.Wrapped)}
}

// notNull is b, and no bytes for none.
func notNull(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// ChangeLogin implements [account.Store].
func (db *DB) ChangeLogin(ctx context.Context, l account.Login, old [32]byte) (bool, error) {
	n, err := db.count(ctx, changeLogin, string(l.Org), string(l.Person), l.Secret[:], notNull(l.Wrapped), old[:])
	return n > 0, err
}

func passkeyFields(p *account.Passkey) []any {
	return []any{&p.Org, &p.Credential, &p.Person, &p.Label, &p.PublicKey, &p.Count, flag{&p.Synced}, &p.Wrapped, moment{&p.AddedOn}, moment{&p.UsedAt}}
}

// Passkey implements [account.Store].
func (db *DB) Passkey(ctx context.Context, org gehoor.OrgID, credential []byte) (account.Passkey, error) {
	return One(ctx, db, passkeyFields, readPasskey, string(org), notNull(credential))
}

// PasskeysOf implements [account.Store].
func (db *DB) PasskeysOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]account.Passkey, error) {
	return All(ctx, db, passkeyFields, passkeysOf, string(org), string(person))
}

// PutPasskey implements [account.Store].
func (db *DB) PutPasskey(ctx context.Context, p account.Passkey, secret [32]byte) (bool, error) {
	n, err := db.count(ctx, putPasskey+db.engine.Dialect().Lock+" ON CONFLICT (org, credential) DO NOTHING",
		string(p.Org), p.Credential, string(p.Person), p.Label, notNull(p.PublicKey), int64(p.Count), bit(p.Synced),
		notNull(p.Wrapped), micros(p.AddedOn), micros(p.UsedAt), secret[:])
	return n > 0, err
}

// UsePasskey implements [account.Store].
func (db *DB) UsePasskey(ctx context.Context, org gehoor.OrgID, credential []byte, count uint32, at time.Time) (bool, error) {
	n, err := db.count(ctx, usePasskey, string(org), credential, int64(count), micros(at))
	return n > 0, err
}

// DeletePasskey implements [account.Store].
func (db *DB) DeletePasskey(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, credential []byte) error {
	return db.exec(ctx, Statement{SQL: deletePasskey, Args: []any{string(org), string(person), notNull(credential)}})
}

func linkFields(l *account.Link) []any {
	return []any{&l.Org, &l.Person, hash{&l.Subject}, moment{&l.LinkedOn}}
}

// Diary implements [account.Store].
func (db *DB) Diary(ctx context.Context, org gehoor.OrgID, lookup [32]byte) ([]account.DiaryEntry, error) {
	return All(ctx, db, func(e *account.DiaryEntry) []any {
		return []any{&e.Org, hash{&e.Lookup}, &e.Number, hash{&e.Mark}, &e.Sealed, moment{&e.KeptOn}, moment{&e.EndsOn}}
	}, readDiary, string(org), lookup[:])
}

// AddDiaryEntry implements [account.Store].
func (db *DB) AddDiaryEntry(ctx context.Context, e account.DiaryEntry) (bool, error) {
	n, err := db.count(ctx, addDiaryEntry, string(e.Org), e.Lookup[:], e.Number, e.Mark[:], e.Sealed, micros(e.KeptOn), micros(e.EndsOn))
	return n > 0, err
}

// KeepDiary implements [account.Store].
func (db *DB) KeepDiary(ctx context.Context, org gehoor.OrgID, lookup [32]byte, endsOn time.Time) error {
	return db.exec(ctx, Statement{SQL: keepDiary, Args: []any{string(org), lookup[:], micros(endsOn)}})
}

// DeleteDiary implements [account.Store].
func (db *DB) DeleteDiary(ctx context.Context, org gehoor.OrgID, lookup [32]byte) error {
	return db.exec(ctx, Statement{SQL: deleteDiary, Args: []any{string(org), lookup[:]}})
}

// DeleteDiariesBefore implements [account.Store].
func (db *DB) DeleteDiariesBefore(ctx context.Context, day time.Time) (int, error) {
	return db.count(ctx, deleteDiaries, micros(day))
}

// LinkBy implements [account.Store].
func (db *DB) LinkBy(ctx context.Context, org gehoor.OrgID, subject [32]byte) (account.Link, error) {
	return One(ctx, db, linkFields, linkBy, string(org), subject[:])
}

// LinkOf implements [account.Store].
func (db *DB) LinkOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (account.Link, error) {
	return One(ctx, db, linkFields, linkOf, string(org), string(person))
}

// PutLink implements [account.Store].
func (db *DB) PutLink(ctx context.Context, l account.Link) (bool, error) {
	n, err := db.count(ctx, putLink, string(l.Org), string(l.Person), l.Subject[:], micros(l.LinkedOn))
	return n > 0, err
}

// DeleteLink implements [account.Store].
func (db *DB) DeleteLink(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) error {
	return db.exec(ctx, Statement{SQL: deleteLink, Args: []any{string(org), string(person)}})
}

func invitationFields(i *account.Invitation) []any {
	return []any{&i.Org, &i.Person, &i.Name, hash{&i.Secret}, moment{&i.EndsAt}}
}

// Invitation implements [account.Store].
func (db *DB) Invitation(ctx context.Context, org gehoor.OrgID, secret [32]byte) (account.Invitation, error) {
	return One(ctx, db, invitationFields, readInvitation, string(org), secret[:])
}

// Invitations implements [account.Store].
func (db *DB) Invitations(ctx context.Context, org gehoor.OrgID) ([]account.Invitation, error) {
	return All(ctx, db, invitationFields, listInvitations, string(org))
}

// sessionRow is a session with its mailbox's columns beside it.
type sessionRow struct {
	account.Session
	lookup      []byte
	dossier     gehoor.DossierID
	signal      gehoor.SignalID
	participant gehoor.ParticipantID
}

func sessionFields(r *sessionRow) []any {
	return []any{hash{&r.Token}, &r.Org, &r.Person, &r.lookup, &r.dossier, &r.signal, &r.participant, moment{&r.CreatedAt}, moment{&r.SeenAt}, &r.Browser, moment{&r.ProvenAt}, flag{&r.Bare}}
}

// Session implements [account.Store].
func (db *DB) Session(ctx context.Context, token [32]byte) (account.Session, error) {
	r, err := One(ctx, db, sessionFields, readSession, token[:])
	if err == nil && len(r.lookup) == len(account.Mailbox{}.Lookup) {
		r.Mailbox = &account.Mailbox{Org: r.Org, Lookup: [32]byte(r.lookup), Dossier: r.dossier, Signal: r.signal, Participant: r.participant}
	}
	return r.Session, err
}

// PutSession implements [account.Store].
func (db *DB) PutSession(ctx context.Context, s account.Session) error {
	return db.exec(ctx, Statement{SQL: putSession, Args: sessionColumns(s)})
}

func sessionColumns(s account.Session) []any {
	columns := []any{s.Token[:], string(s.Org), string(s.Person), nil, "", "", "", micros(s.CreatedAt), micros(s.SeenAt), string(s.Browser), micros(s.ProvenAt), bit(s.Bare)}
	if m := s.Mailbox; m != nil {
		columns[3], columns[4], columns[5], columns[6] = m.Lookup[:], string(m.Dossier), string(m.Signal), string(m.Participant)
	}
	return columns
}

// DeleteSession implements [account.Store].
func (db *DB) DeleteSession(ctx context.Context, token [32]byte) error {
	return db.exec(ctx, Statement{SQL: deleteSession, Args: []any{token[:]}})
}

// SessionsOf implements [account.Store]. Sessions of staff have no mailbox.
func (db *DB) SessionsOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]account.Session, error) {
	rows, err := All(ctx, db, sessionFields, sessionsOf, string(org), string(person))
	all := make([]account.Session, len(rows))
	for i, r := range rows {
		all[i] = r.Session
	}
	return all, err
}

// DeleteSessionOf implements [account.Store].
func (db *DB) DeleteSessionOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, token [32]byte) error {
	return db.exec(ctx, Statement{SQL: deleteSessionOf, Args: []any{string(org), string(person), token[:]}})
}

// DeleteSessionsOf implements [account.Store].
func (db *DB) DeleteSessionsOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, kept [32]byte) (int, error) {
	return db.count(ctx, deleteSessionsOf, string(org), string(person), kept[:])
}

// DeleteSessionsBefore implements [account.Store].
func (db *DB) DeleteSessionsBefore(ctx context.Context, seen time.Time) (int, error) {
	return db.count(ctx, deleteSessions, micros(seen))
}

// Mailbox implements [account.Store].
func (db *DB) Mailbox(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (account.Mailbox, error) {
	return One(ctx, db, func(m *account.Mailbox) []any {
		return []any{&m.Org, hash{&m.Lookup}, &m.Dossier, &m.Signal, &m.Participant}
	},
		readMailbox, string(org), lookup[:])
}

// Gone implements [account.Store].
func (db *DB) Gone(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (account.Gone, error) {
	return One(ctx, db, func(g *account.Gone) []any { return []any{&g.Org, hash{&g.Lookup}, moment{&g.On}, moment{&g.EndsOn}} },
		readGone, string(org), lookup[:])
}

// DeleteGoneBefore implements [account.Store].
func (db *DB) DeleteGoneBefore(ctx context.Context, day time.Time) (int, error) {
	return db.count(ctx, deleteGoneBefore, micros(day))
}

// Draft implements [account.Store].
func (db *DB) Draft(ctx context.Context, org gehoor.OrgID, lookup [32]byte, sending int) (account.Draft, error) {
	return One(ctx, db, func(d *account.Draft) []any {
		return []any{&d.Org, hash{&d.Lookup}, &d.Sending, &d.Sealed, moment{&d.SavedOn}}
	}, readDraft, string(org), lookup[:], sending)
}

// PutDraft implements [account.Store].
func (db *DB) PutDraft(ctx context.Context, d account.Draft) error {
	return db.exec(ctx, Statement{SQL: putDraft, Args: []any{string(d.Org), d.Lookup[:], d.Sending, d.Sealed, micros(d.SavedOn)}})
}

// DeleteDraft implements [account.Store].
func (db *DB) DeleteDraft(ctx context.Context, org gehoor.OrgID, lookup [32]byte, sending int) error {
	return db.exec(ctx, Statement{SQL: deleteDraft, Args: []any{string(org), lookup[:], sending}})
}

// DeleteDraftsBefore implements [account.Store].
func (db *DB) DeleteDraftsBefore(ctx context.Context, saved time.Time) (int, error) {
	return db.count(ctx, deleteDrafts, micros(saved))
}

func (db *DB) count(ctx context.Context, sql string, args ...any) (int, error) {
	var n int64
	err := db.exec(ctx, Statement{SQL: sql, Args: args, Count: &n})
	return int(n), err
}
