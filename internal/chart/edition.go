package chart

import (
	"fmt"

	"github.com/gehoor/gehoor"
)

// Drawer is the state of an edition's own stream: what lies in it, to be destroyed together.
type Drawer struct {
	// Contents is how many sealed names and keys it holds.
	Contents int
}

// Clone returns an independent copy.
func (d *Drawer) Clone() *Drawer { c := *d; return &c }

// Fold adds one event.
func (d *Drawer) Fold(e gehoor.Event, f gehoor.Fact) error {
	k, ok := f.(Kept)
	if !ok {
		return fmt.Errorf("chart: unknown fact %q of an edition", e.Kind)
	}
	d.Contents += len(k.Contents)
	return nil
}
