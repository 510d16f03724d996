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

// Kind names the fact.
func (Adopted) Kind() gehoor.Kind { return "protocol.adopted" }

// Kind names the fact.
func (Retired) Kind() gehoor.Kind { return "protocol.retired" }

// Kind names the fact.
func (ClosingsSet) Kind() gehoor.Kind { return "protocol.closings-set" }
