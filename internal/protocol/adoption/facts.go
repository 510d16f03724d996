package adoption

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Adopted is the fact that dossiers that are opened from now on follow a protocol.
type Adopted struct {
	Protocol string `json:"protocol"`
	Version  string `json:"version"`
	// Digest is the definition's, by which dossiers name it.
	Digest gehoor.Digest `json:"digest"`
	// File is the file, gzipped.
	File  []byte `json:"file"`
	Gates Gates  `json:"gates,omitzero"`
}

// Retired is the fact that dossiers that are opened from now on follow a protocol no
// more.
type Retired struct {
	Protocol string `json:"protocol"`
}

// ClosingsSet says on which days the office is closed, in place of what was said
// before. It has those that have passed too.
type ClosingsSet struct {
	Days []protocol.Closing `json:"days"`
}

// Number is a parameter of a protocol as an organisation sets it.
type Number struct {
	Protocol  string `json:"protocol"`
	Parameter string `json:"id"`
	Value     int    `json:"value"`
}

// ParametersSet says which numbers of its protocols an organisation sets, in place of
// what was said before. What is not among them is as the protocol proposes.
type ParametersSet struct {
	Numbers []Number `json:"numbers"`
	// Gates has who decided, when, and where it was published; the others were passed
	// with the protocol, which has the bounds.
	Gates Gates `json:"gates,omitzero"`
}

// Kind names the fact.
func (ParametersSet) Kind() gehoor.Kind { return "protocol.parameters-set" }

// Kind names the fact.
func (Adopted) Kind() gehoor.Kind { return "protocol.adopted" }

// Kind names the fact.
func (Retired) Kind() gehoor.Kind { return "protocol.retired" }

// Kind names the fact.
func (ClosingsSet) Kind() gehoor.Kind { return "protocol.closings-set" }
