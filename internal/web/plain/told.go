package plain

import "github.com/gehoor/gehoor/internal/metadata"

// told is what a page says of one file that was sent, as the cookie has it until the
// next: what it told, a bit for each kind of thing. No name and no value is in it.
type told uint32

// toldAsItIs is a file from which nothing was taken, at its reporter's wish.
const toldAsItIs told = 1 << 31

func toldFound(f metadata.Findings) told { return told(f) }

func (t told) asItIs() bool { return t == toldAsItIs }

func (t told) findings() metadata.Findings { return metadata.Findings(t &^ toldAsItIs) }
