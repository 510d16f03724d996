package web

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
)

// headerSigned is what the author signed, and the signature, both in base64: what somebody
// does is signed in their browser (browser/lib/intent.ts).
const headerSigned = "X-Signed"

// maxSigned bounds it: more than the open answers of any record.
const maxSigned = 12 << 10

// signedOf is the request with its author's signature, if it has one.
func signedOf(r *http.Request) (*http.Request, error) {
	header := r.Header.Get(headerSigned)
	if header == "" {
		return r, nil
	}
	intent, signature, ok := strings.Cut(header, " ")
	if !ok || len(header) > maxSigned {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	var sig gehoor.Sig
	var err error
	if sig.Intent, err = base64.StdEncoding.Strict().DecodeString(intent); err != nil {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if sig.Signature, err = base64.StdEncoding.Strict().DecodeString(signature); err != nil {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return r.WithContext(casework.SignedBy(r.Context(), casework.Signed(sig))), nil
}
