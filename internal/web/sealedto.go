package web

import (
	"net/http"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
)

// headerEpoch says to which of its compartment's keys the words are sealed that somebody of
// staff sends (browser/lib/dossiersend.ts).
const headerEpoch = "X-Epoch"

// epochOf is the request with what it says of its words, if it says that.
func epochOf(r *http.Request) (*http.Request, error) {
	header := r.Header.Get(headerEpoch)
	if header == "" {
		return r, nil
	}
	epoch, err := strconv.Atoi(header)
	if err != nil || epoch < 1 {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return r.WithContext(casework.SealedTo(r.Context(), epoch)), nil
}
