package endpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// DiaryEntry is the words of an entry, with what keeps its mark from being guessed: 32
// random bytes in lower-case hex.
type DiaryEntry struct {
	Salt string `json:"salt"`
	Text string `json:"text"`
}

// Mark stands for the words of an entry (doc/formats.md §6).
func (e DiaryEntry) Mark() ([32]byte, error) {
	salt, err := hex.DecodeString(e.Salt)
	if err != nil || len(salt) != sha256.Size || hex.EncodeToString(salt) != e.Salt {
		return [32]byte{}, errors.New("endpoint: the salt of an entry is not as we write it")
	}
	return sha256.Sum256(append(append([]byte("gehoor diary v1\n"), salt...), e.Text...)), nil
}

// diaryBody is content of type diary.
type diaryBody struct {
	V       int          `json:"v"`
	Entries []DiaryEntry `json:"entries"`
}

// EncodeDiary makes the body of content of type diary.
func EncodeDiary(entries []DiaryEntry) ([]byte, error) {
	body, err := json.Marshal(diaryBody{V: 1, Entries: entries})
	if err != nil {
		return nil, fmt.Errorf("endpoint: encode a diary: %w", err)
	}
	return body, nil
}

// ReadDiary reads the body of content of type diary: no entries if it is none.
func ReadDiary(body []byte) []DiaryEntry {
	var b diaryBody
	if json.Unmarshal(body, &b) != nil || b.V != 1 {
		return nil
	}
	return b.Entries
}

// SealEntry seals an entry to its writer, with its mark.
func (r Reporter) SealEntry(org gehoor.OrgID, e DiaryEntry) (mark [32]byte, sealed ledger.Content, err error) {
	if mark, err = e.Mark(); err != nil {
		return mark, sealed, err
	}
	body, err := EncodeDiary([]DiaryEntry{e})
	if err != nil {
		return mark, sealed, err
	}
	defer clear(body)
	sealed, err = Seal(org, seal.Diary, body, string(r.Identity.Recipient()))
	return mark, sealed, err
}

// OpenEntry opens an entry; one that is not what was kept with the mark is an error.
func (r Reporter) OpenEntry(org gehoor.OrgID, mark [32]byte, sealed []byte) (DiaryEntry, error) {
	raw, err := unseal.Open(r.Identity, org, seal.Diary, sealed)
	if err != nil {
		return DiaryEntry{}, fmt.Errorf("endpoint: open an entry: %w", err)
	}
	defer clear(raw)
	var body diaryBody
	if err := json.Unmarshal(raw, &body); err != nil || len(body.Entries) != 1 {
		return DiaryEntry{}, errors.New("endpoint: an entry is not as we write it")
	}
	if is, err := body.Entries[0].Mark(); err != nil || is != mark {
		return DiaryEntry{}, errors.New("endpoint: an entry is not what was kept")
	}
	return body.Entries[0], nil
}
