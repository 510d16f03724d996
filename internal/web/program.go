package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/web/asset"
)

// Delivered is what a site delivers to browsers: its policy and its files. Which
// program does it, the caller adds.
func Delivered(assets *asset.Set) gehoor.Program {
	p := gehoor.Program{Policy: policy}
	for _, l := range assets.All() {
		p.Assets = append(p.Assets, gehoor.Asset{Path: l.Path, Integrity: l.Integrity})
	}
	return p
}

// The program is public, so that anybody can compare: what this node serves
// (program.json), the proof that the log holds it (program.tlog-proof), and the
// same of every program that ever served.

func (s *Site) program(w http.ResponseWriter, _ *http.Request) error {
	if s.cfg.Installed.Seq == 0 {
		return gehoor.ErrNotFound
	}
	public(w)
	return showJSON(w, http.StatusOK, s.cfg.Installed.Program)
}

func (s *Site) programProof(w http.ResponseWriter, r *http.Request) error {
	return s.proofOf(w, r, s.cfg.Installed.Seq)
}

// proofOf sends the proof of one installation. It changes once more if witnesses
// come late, so nobody keeps it.
func (s *Site) proofOf(w http.ResponseWriter, r *http.Request, seq gehoor.Seq) error {
	if seq == 0 {
		return gehoor.ErrNotFound
	}
	proof, err := s.cases.ProgramProof(r.Context(), s.cfg.Org, seq)
	if err != nil {
		return err
	}
	public(w)
	return send(w, http.StatusOK, register.CheckpointType, proof)
}

// installedWire is a line of programs.json.
type installedWire struct {
	Seq      gehoor.Seq    `json:"seq"`
	At       time.Time     `json:"at"`
	Version  string        `json:"version"`
	Revision string        `json:"revision,omitempty"`
	Binary   gehoor.Digest `json:"binary"`
	Proof    string        `json:"proof"`
}

const pathPrograms = "/.well-known/gehoor/program/"

func (s *Site) programs(w http.ResponseWriter, r *http.Request) error {
	if s.cfg.Installed.Seq == 0 {
		return gehoor.ErrNotFound
	}
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	all := make([]installedWire, 0, len(org.Programs))
	for _, i := range org.Programs {
		all = append(all, installedWire{i.Seq, i.At, i.Program.Version, i.Program.Revision, i.Program.Binary,
			pathPrograms + strconv.FormatInt(int64(i.Seq), 10)})
	}
	public(w)
	return showJSON(w, http.StatusOK, all)
}

func (s *Site) formerProgram(w http.ResponseWriter, r *http.Request) error {
	text := r.PathValue("seq")
	seq, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seq < 1 || strconv.FormatInt(seq, 10) != text {
		return gehoor.ErrNotFound
	}
	return s.proofOf(w, r, gehoor.Seq(seq))
}

// public lets pages elsewhere read an answer that is for everybody.
func public(w http.ResponseWriter) {
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	w.Header().Set("Access-Control-Allow-Origin", "*")
}
