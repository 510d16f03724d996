package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
)

// The keys to which reporters' browsers seal are public, so that anybody can compare:
// the list (keys.json), and the proof that the log holds it (keys.tlog-proof).

const (
	pathKeyList      = "/.well-known/gehoor/keys.json"
	pathKeyListProof = "/.well-known/gehoor/keys.tlog-proof"
)

// keyListWire is the list as it is published (doc/formats.md §5a).
type keyListWire struct {
	V         int                   `json:"v"`
	Org       gehoor.OrgID          `json:"org"`
	Edition   int64                 `json:"edition"`
	Root      string                `json:"root"`
	Threshold int                   `json:"threshold"`
	People    []gehoor.PublishedKey `json:"people"`
}

func (s *Site) keyList(w http.ResponseWriter, r *http.Request) error {
	keys, err := s.cases.Keys(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	public(w)
	stated := keys.Stated.List
	return showJSON(w, http.StatusOK, keyListWire{
		V: 1, Org: s.cfg.Org, Edition: stated.Edition, Root: stated.Root, Threshold: stated.Threshold, People: keys.People,
	})
}

func (s *Site) keyListProof(w http.ResponseWriter, r *http.Request) error {
	proof, err := s.cases.KeysProof(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	public(w)
	return send(w, http.StatusOK, register.CheckpointType, proof)
}
