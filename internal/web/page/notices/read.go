package notices

import (
	"net/url"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/view"
)

// Read is where the page begins that is asked for; at the beginning if the address
// makes no sense.
func Read(q url.Values) view.NoticeCursor {
	since, err := strconv.ParseInt(q.Get(askGiven), 10, 64)
	id, err2 := gehoor.ParseSignalID(q.Get(askSignal))
	if err != nil || err2 != nil || since < 0 || since > 1<<40 {
		return view.NoticeCursor{}
	}
	return view.NoticeCursor{Confirmed: q.Get(askConfirmed) != "", GivenAt: time.Unix(since, 0).UTC(), Signal: id}
}
