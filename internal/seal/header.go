package seal

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"

	"github.com/gehoor/gehoor"
)

// HeaderVersion is the only "v" there is.
const HeaderVersion = 1

// MaxHeaderBytes bounds the header's line without its newline. The longest
// organisation (40), type and length make 97 bytes; a longer line is no header.
const MaxHeaderBytes = 128

// Header is the first line inside sealed content. It says for which
// organisation and as what the words were sealed, and how many bytes they are.
type Header struct {
	Org    gehoor.OrgID
	Type   Type
	Length int
}

// Line spells the header as it is sealed: JSON with the keys in fixed order, no
// spaces, and a newline.
func (h Header) Line() []byte {
	line := make([]byte, 0, MaxHeaderBytes+1)
	line = append(line, `{"v":1,"org":"`...)
	line = append(line, h.Org...)
	line = append(line, `","type":"`...)
	line = append(line, h.Type...)
	line = append(line, `","length":`...)
	line = strconv.AppendInt(line, int64(h.Length), 10)
	return append(line, "}\n"...)
}

// headerPattern is the whole grammar. A header has one spelling only, so that
// two readers can never understand one content differently.
var headerPattern = regexp.MustCompile(`^\{"v":1,"org":"([a-z][a-z0-9-]{0,39})","type":"([a-z]{1,20})","length":(0|[1-9][0-9]{0,6})\}$`)

var errHeader = errors.New("seal: malformed header")

// ParseHeader reads the first line of an opened plaintext, and returns what
// comes after it: body and padding. It checks the spelling, not whether the
// length fits nor whether the organisation and the type are the expected ones.
func ParseHeader(plain []byte) (Header, []byte, error) {
	end := bytes.IndexByte(plain[:min(len(plain), MaxHeaderBytes+1)], '\n')
	if end < 0 {
		return Header{}, nil, errHeader
	}
	m := headerPattern.FindSubmatch(plain[:end])
	if m == nil {
		return Header{}, nil, errHeader
	}
	length, err := strconv.Atoi(string(m[3]))
	if err != nil {
		return Header{}, nil, errHeader
	}
	h := Header{Org: gehoor.OrgID(m[1]), Type: Type(m[2]), Length: length}
	return h, plain[end+1:], nil
}
