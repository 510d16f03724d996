package plain_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/text"
)

const (
	pathDiary      = "/formulier/opschrijven"
	pathDiaryStart = "/formulier/opschrijven/begin"
)

// TestDiary: what is weaker is told first; entries are kept with their days, stay as they
// were, are at hand beside the questions, and go along with the signal.
func TestDiary(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			w := newWorld(t)
			words := text.For(gehoor.Language(lang))
			say := words.Say
			b := w.browser(lang).open(pathDiaryStart).must(pathDiaryStart, say("plain.weaker-heading"), say("plain.diary-who"), say("diary.long"), say("diary.nothing"), "112")
			b.press("", "_agreed", "").must("/formulier", say("plain.agreed-missing"), say("plain.diary-who"))
			code := strings.Join(b.codeFrom(pathDiaryStart, pathDiary), " ")
			b.must(pathDiary, say("diary.none"))
			b.press("add", "_writing", " ").must(pathDiary, say("diary.missing"))
			b.press("add", "_writing", "hij riep weer\nin de gang").must(pathDiary, say("diary.kept"), "hij riep weer in de gang", words.Date(w.now))
			first := w.now
			b.press("stop", "_writing", "half").must("/formulier/gestopt", say("plain.later"))

			w.now = w.now.AddDate(0, 0, 12)
			other := w.browser(lang).open("/formulier/verder")
			other.press("", "_code", code).must(pathDiary, "hij riep weer in de gang", "half")
			other.press("add", "_writing", "half, en nu heel").must(pathDiary, "half, en nu heel", words.Date(first), words.Date(w.now))
			other.open("/formulier/1").must("/formulier/1", say("diary.go-along"), "half, en nu heel")
			if _, values := other.fields("next"); values.Get("what") != say("diary.see") {
				t.Errorf("the story begins with %q", values.Get("what"))
			}
			other.tell(say("diary.see")).must("/formulier/nalezen", say("diary.go-along-count", text.Count("n", 2)), "hij riep weer in de gang", say("diary.server-sent"))

			// An entry of another window does not go along unseen.
			b = w.browser(lang).open("/formulier/verder")
			b.press("", "_code", code).must(pathDiary)
			b.press("add", "_writing", "nog net").must(pathDiary, say("diary.kept"))
			other.press("send").must("/formulier/nalezen", say("refusal.diary.changed"), say("diary.go-along-count", text.Count("n", 3)), "nog net")
			other.press("send").must("/formulier/klaar")
			b.press("add", "_writing", "te laat").must("/formulier/vervolg", "hij riep weer in de gang", words.Date(first), "half, en nu heel", "nog net")

			d := w.dossier()
			kept := d.Diary(d.Signals[0].ID)
			read := w.diary(t)
			if len(kept.Entries) != 3 || len(read) != 3 {
				t.Fatalf("%d days, %d entries", len(kept.Entries), len(read))
			}
			for i, want := range []string{"hij riep weer\nin de gang", "half, en nu heel", "nog net"} {
				mark, err := read[i].Mark()
				if err != nil || read[i].Text != want || diary.MarkOf(mark) != kept.Entries[i].Mark {
					t.Errorf("entry %d is %+v, %v", i, read[i], err)
				}
			}
			if on := kept.Entries[0].On; on != protocol.DateOf(first) {
				t.Errorf("the first is of %v", on)
			}
		})
	}
}

// diary opens what goes with the only signal, as Noor does.
func (w *world) diary(t *testing.T) []endpoint.DiaryEntry {
	t.Helper()
	d := w.dossier()
	kept := d.Diary(d.Signals[0].ID)
	ids := []gehoor.ContentID{kept.Content}
	for _, b := range d.Boxes {
		if b.Key != "" {
			ids = append(ids, b.Key)
		}
	}
	contents, err := w.cases.Open(t.Context(), org, noor, d.ID, ids)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := endpoint.OpenKeys(w.keys[noor], org, d.Boxes, contents)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range contents {
		if c.ID != kept.Content {
			continue
		}
		body, err := ring.Open(endpoint.Place{Compartment: gehoor.Conversation, Type: seal.Diary}, c.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		var read struct{ Entries []endpoint.DiaryEntry }
		if err := json.Unmarshal(body, &read); err != nil {
			t.Fatal(err)
		}
		return read.Entries
	}
	t.Fatal("there is none")
	return nil
}

// TestDiaryRefuses: too long, too many, thrown away, over.
func TestDiaryRefuses(t *testing.T) {
	w := newWorld(t)
	words := text.For(gehoor.Dutch)
	b := w.browser("nl")
	code := strings.Join(b.codeFrom(pathDiaryStart, pathDiary), " ")
	long := strings.Repeat("é", 8_001)
	b.press("add", "_writing", long).must(pathDiary, words.Say("diary.long-entry", text.Count("most", 8_000), text.Count("over", 1)))
	if _, values := b.fields("_writing"); values.Get("_writing") != long {
		t.Error("what was typed is gone")
	}
	for i := range 5 {
		b.press("add", "_writing", strings.Repeat(string(rune('a'+i)), 8_000)).must(pathDiary, words.Say("diary.kept"))
	}
	b.press("add", "_writing", "x").must(pathDiary, words.Say("diary.no-room"))
	b.open("/formulier/stoppen").must("/formulier/stoppen", words.Say("diary.drop-hint")).press("", "_drop", "yes").must("/formulier/gestopt", words.Say("begin.dropped-heading"))
	b.open("/formulier/verder").press("", "_code", code).must("/formulier/verder", words.Refusal(gehoor.Refuse(gehoor.CodeNoMailbox)))

	code = strings.Join(b.codeFrom(pathDiaryStart, pathDiary), " ")
	for i := range account.MaxDiaryEntries {
		b.press("add", "_writing", string(rune(0x4e00+i))).must(pathDiary, words.Say("diary.kept"))
	}
	b.press("add", "_writing", "x").must(pathDiary, words.Say("diary.no-room"))
	w.now = w.now.AddDate(1, 2, 0).Truncate(24 * time.Hour)
	if _, _, err := w.door.Sweep(t.Context(), w.now); err != nil {
		t.Fatal(err)
	}
	b.open("/formulier/verder").press("", "_code", code).must("/formulier/verder", words.Refusal(gehoor.Refuse(gehoor.CodeNoMailbox)))
}
