package adoption

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
)

// Adoption is one time that a protocol was adopted.
type Adoption struct {
	Seq gehoor.Seq
	At  time.Time
	By  gehoor.Actor
	Adopted
	// File is the file as it was given in.
	File       []byte
	Definition protocol.Definition
}

// Closings are the days on which the office is closed, since a fact.
type Closings struct {
	// Seq is that fact; 0 if nobody said which days.
	Seq  gehoor.Seq
	At   time.Time
	By   gehoor.Actor
	Days []protocol.Closing
}

// State is an organisation's protocols.
type State struct {
	// All is what was adopted, the first one first.
	All []Adoption
	// Retired are the codes of protocols that are followed no more, and since when.
	Retired map[string]time.Time
	// Closed is what was said about closing days, the first one first.
	Closed []Closings
	// Set is what was said about numbers, the first one first.
	Set []Numbers

	setting gehoor.Seq // see Setting
	read    Reader
}

// Reader reads the file of a protocol that was adopted: [language.Read] with every kind
// of fact that there is. It reads for ever what was adopted once, so it may become
// milder and never stricter.
type Reader func(file []byte) (protocol.Definition, error)

// New returns the state of a stream without events.
func New(read Reader) *State { return &State{Retired: map[string]time.Time{}, read: read} }

// Clone returns an independent copy.
func (s *State) Clone() *State {
	return &State{All: slices.Clone(s.All), Retired: maps.Clone(s.Retired), Closed: slices.Clone(s.Closed), Set: slices.Clone(s.Set), setting: s.setting, read: s.read}
}

// Fold adds one event.
func (s *State) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Adopted:
		a, err := s.adoption(f)
		if err != nil {
			return err
		}
		a.Seq, a.At, a.By = e.Seq, e.At, e.Actor
		if s.reachesOpen(a.Definition) {
			s.setting = e.Seq
		}
		s.All = append(s.All, a)
		delete(s.Retired, f.Protocol)
	case Retired:
		s.Retired[f.Protocol] = e.At
	case ClosingsSet:
		s.Closed = append(s.Closed, Closings{Seq: e.Seq, At: e.At, By: e.Actor, Days: f.Days})
		s.setting = e.Seq
	case ParametersSet:
		s.Set = append(s.Set, Numbers{Seq: e.Seq, At: e.At, By: e.Actor, ParametersSet: f})
	default:
		if e.Kind.Noun() == "protocol" {
			return fmt.Errorf("adoption: unknown fact %q", e.Kind)
		}
	}
	return nil
}

func (s *State) adoption(f Adopted) (Adoption, error) {
	a := Adoption{Adopted: f}
	var err error
	if a.File, err = unzip(f.File); err != nil {
		return a, fmt.Errorf("adoption: file of %s %s: %w", f.Protocol, f.Version, err)
	}
	if a.Definition, err = s.read(a.File); err != nil {
		return a, fmt.Errorf("adoption: file of %s %s: %w", f.Protocol, f.Version, err)
	}
	return a, nil
}

// InForce is the set that a dossier follows that is opened now: what came with the
// program, with the editions that were adopted last and not retired.
func (s *State) InForce(shipped protocol.Set) protocol.Set {
	set := shipped
	for _, a := range s.All {
		if _, retired := s.Retired[a.Protocol]; !retired {
			set = set.With(a.Definition)
		}
	}
	return set
}

// Pins name the definitions of the set that is in force, in its order; none if it is
// what came with the program. They are what a dossier records, and [State.Of] finds
// the set by them.
func (s *State) Pins(shipped protocol.Set) []gehoor.Digest {
	set := s.InForce(shipped)
	if set.Digest() == shipped.Digest() {
		return nil
	}
	pins := make([]gehoor.Digest, len(set))
	for i, d := range set {
		pins[i] = d.Digest()
		if a, ok := s.Last(d.Code); ok { // as it was recorded, whatever a later program makes of the file
			pins[i] = a.Digest
		}
	}
	return pins
}

// Of is the set with these pins, and whether all of it is known.
func (s *State) Of(pins []gehoor.Digest, shipped protocol.Set) (protocol.Set, bool) {
	if len(pins) == 0 {
		return shipped, true
	}
	set := make(protocol.Set, 0, len(pins))
	for _, pin := range pins {
		d, ok := s.definition(pin, shipped)
		if !ok {
			return nil, false
		}
		set = append(set, d)
	}
	return set, true
}

func (s *State) definition(pin gehoor.Digest, shipped protocol.Set) (protocol.Definition, bool) {
	for _, a := range s.All {
		if a.Digest == pin {
			return a.Definition, true
		}
	}
	for _, d := range shipped {
		if d.Digest() == pin {
			return d, true
		}
	}
	return protocol.Definition{}, false
}

// Last is the last adoption of a protocol, and whether there was one.
func (s *State) Last(code string) (Adoption, bool) {
	for _, a := range slices.Backward(s.All) {
		if a.Protocol == code {
			return a, true
		}
	}
	return Adoption{}, false
}

// Closings are the closing days as a fact said them, or the last one before it; the
// zero Closings if none did.
func (s *State) Closings(as gehoor.Seq) Closings {
	for _, c := range slices.Backward(s.Closed) {
		if c.Seq <= as {
			return c
		}
	}
	return Closings{}
}

// LastClosings are the closing days that hold now; the zero Closings if nobody said any.
func (s *State) LastClosings() Closings {
	if n := len(s.Closed); n > 0 {
		return s.Closed[n-1]
	}
	return Closings{}
}

// Setting is the last fact that changed something for dossiers that are open: on which
// days the office is closed, or what holds at once. 0 if none did. A dossier names it,
// and follows it with [State.Closings] and [State.Held].
func (s *State) Setting() gehoor.Seq { return s.setting }

func zip(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is one there is
	_, _ = w.Write(data)                                  // memory takes everything
	_ = w.Close()
	return b.Bytes()
}

func unzip(file []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, language.MaxBytes+1)) // a longer one is refused where it is read
}
