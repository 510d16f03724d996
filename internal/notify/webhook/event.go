package webhook

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
)

// KindTest is that of an event with which an operator tries a webhook. It is in no
// outbox.
const KindTest notify.Kind = "test"

// typePrefix stands before the kind; the NL GOV profile wants the name of a domain
// backwards, and not an organisation's.
const typePrefix = "nl.gehoor.notice."

// Paths at which a site publishes what a receiver needs.
const (
	PathKeys   = "/.well-known/gehoor/webhook-keys.json"
	PathSchema = "/.well-known/gehoor/webhook-schema.json"
)

// event is a CloudEvent without data and without subject.
type event struct {
	SpecVersion string `json:"specversion"`
	ID          string `json:"id"`
	Source      string `json:"source"`
	Type        string `json:"type"`
	Time        string `json:"time"`
	DataSchema  string `json:"dataschema"`
}

// meanings explain each type of event, for who receives one.
var meanings = map[notify.Kind]string{
	notify.KindSignal:   "There is a new signal to look at.",
	notify.KindMessage:  "Somebody wrote.",
	notify.KindHandling: "Who handles something has changed, or must.",
	notify.KindRecovery: "A recovery of keys waits for somebody, or is done.",
	notify.KindRoot:     "The organisation's root key is being replaced, or was.",
	notify.KindLate:     "A term passes or has passed.",
	notify.KindNotice:   "Somebody must know of a signal, and confirm it.",
	KindTest:            "Somebody tries whether events arrive.",
}

var errNotHooked = errors.New("webhook: no webhook may hear of this")

// newEvent is the event for a message. Its id is random like the message's, and the
// same each time that the message goes.
func newEvent(m notify.Message, source, schema string) (event, error) {
	if m.Quiet || m.To != "" || m.Reporter != "" || !m.Kind.Hooked() && m.Kind != KindTest {
		return event{}, errNotHooked
	}
	var id [16]byte
	if n, err := hex.Decode(id[:], []byte(m.ID)); err != nil || n != len(id) {
		return event{}, errNotHooked
	}
	return event{
		SpecVersion: "1.0", ID: uuid(id), Source: source, Type: typePrefix + string(m.Kind),
		Time: m.NotBefore.UTC().Truncate(time.Minute).Format(time.RFC3339), DataSchema: schema,
	}, nil
}

// uuid writes random bytes as a UUID of version 4 (RFC 9562).
func uuid(b [16]byte) string {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

var oinPattern = regexp.MustCompile(`^[0-9]{20}$`)

// Source names the organisation and the system that events come from, as the NL GOV
// profile for CloudEvents wants it: by the organisation's OIN, or without one by its
// short name here.
func Source(org gehoor.OrgID, oin string) (string, error) {
	if oin == "" {
		return "urn:nld:" + string(org) + ".gehoor", nil
	}
	if !oinPattern.MatchString(oin) {
		return "", errors.New("webhook: an OIN is 20 digits")
	}
	return "urn:nld:oin:" + oin + ":systeem:gehoor", nil
}

// Documents are what a site publishes for receivers; without webhooks they are nil.
type Documents struct {
	// Keys is a JWK Set (RFC 7517) with the public half of the key.
	Keys []byte
	// Schema is a JSON schema that says what events are, and that they have no data.
	Schema []byte
}

// Documents are published by a site at this address.
func (k *Key) Documents(site string) (Documents, error) {
	types := map[string]any{}
	for kind, meaning := range meanings {
		types[typePrefix+string(kind)] = map[string]string{"description": meaning}
	}
	keys, err := json.MarshalIndent(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{k.jwk()}}, "", "  ")
	if err != nil {
		return Documents{}, err
	}
	schema, err := json.MarshalIndent(map[string]any{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         at(site, PathSchema),
		"title":       strings.TrimSuffix(typePrefix, "."),
		"description": "An event says that there is something to look at in Gehoor, and nothing else: it has no data and no subject. Its id is a random number that has nothing to do with what happened; an event that comes again has the same. Its time is that of the half hour in which messages go together.",
		"not":         map[string]any{},
		"$defs":       types,
	}, "", "  ")
	return Documents{Keys: append(keys, '\n'), Schema: append(schema, '\n')}, err
}

// at is a path of a site.
func at(site, path string) string { return strings.TrimRight(site, "/") + path }
