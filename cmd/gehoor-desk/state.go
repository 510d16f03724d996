package main

import (
	"encoding/json"
	"errors"
	"io/fs"

	"github.com/gehoor/gehoor/internal/desk"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/text"
)

// known holds the readers' keys against those that were seen before (--state), and keeps
// them for the next run. It returns nothing if all is well.
func (c *importCommand) known(d *desk.Desk, readers []desk.Reader) *answer {
	if c.State == "" {
		return nil
	}
	data, err := readFile(c.State, desk.MaxKnown+1)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &answer{code: stateForeign, Detail: err.Error()}
	}
	if len(data) > desk.MaxKnown {
		return &answer{code: stateForeign}
	}
	k, err := d.Known(data)
	if err != nil {
		return &answer{code: stateForeign, Detail: err.Error()}
	}
	if wrong := d.Older(k, readers); len(wrong) > 0 {
		return &answer{code: keyOlder, args: []text.Arg{text.With("name", wrong[0].Name)}}
	}
	if data, err = json.Marshal(k); err == nil {
		err = register.ReplaceFile(c.State, append(data, '\n'))
	}
	if err != nil {
		return &answer{code: stateUnwritten, Detail: err.Error()}
	}
	return nil
}
