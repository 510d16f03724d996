package story_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/google/go-cmp/cmp"
)

const storyDir = "../../protocols/stories"

// today is the moment at which stories are played here: a Wednesday, so that
// moments counted from it are the same each time.
var today = time.Date(2026, 11, 18, 14, 30, 0, 0, time.UTC)

func files(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(storyDir, "*.story"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) < 15 {
		t.Fatalf("only %d stories found", len(paths))
	}
	return paths
}

// storiesEach: with -short one story in so many is played on each database; CI plays all.
// A database of its own for each story takes most of the time.
const storiesEach = 4

// TestStories plays every shipped story in memory, and on every database.
func TestStories(t *testing.T) {
	for _, engine := range engines {
		t.Run(engine.name, func(t *testing.T) {
			for i, path := range files(t) {
				if testing.Short() && engine.name != "memory" && i%storiesEach != 0 {
					continue // make test says so
				}
				t.Run(filepath.Base(path), func(t *testing.T) {
					s := parse(t, path)
					w := rehearsal(t, engine.open(t), s.Protocols()...)
					if err := story.Play(t.Context(), w, today, s); err != nil {
						t.Error(err)
					}
					told(t, s)
					agree(t, w)
				})
			}
		})
	}
}

// told says how much of a story is stated instead of done.
func told(t *testing.T, s *story.Story) {
	t.Helper()
	c := s.Counts()
	t.Logf("%d expectations, %d acts, %d lines stated instead of done", c.Expectations, c.Acts, c.Stated)
	if c.Expectations == 0 {
		t.Error("the story expects nothing")
	}
}

// agree looks whether the rows are what the events say.
func agree(t *testing.T, w story.World) {
	t.Helper()
	streams := 0
	err := w.Casework.Replay(t.Context(), w.Org, func(s gehoor.StreamID, extra, missing []any) {
		streams++
		if len(extra)+len(missing) > 0 {
			t.Errorf("%s: %d rows too many, %d too few", s, len(extra), len(missing))
		}
	})
	if err != nil || streams == 0 {
		t.Errorf("replayed %d streams: %v", streams, err)
	}
}

// TestDemoStoriesTogether plays all demo stories in one world, as the demo does.
func TestDemoStoriesTogether(t *testing.T) {
	var demo []*story.Story
	for _, path := range files(t) {
		if strings.HasPrefix(filepath.Base(path), "demo-") {
			demo = append(demo, parse(t, path))
		}
	}
	for day, hour := range []int{0, 9, 3, 12, 22, 7, 17} {
		now := time.Date(2026, 10, 22+day, hour, 5, 0, 0, time.UTC) // over the end of summer time
		w := rehearsal(t, ledgertest.NewMemory(), demo[0].Protocols()...)
		if err := story.Play(t.Context(), w, now, demo...); err != nil {
			t.Errorf("played at %s: %v", now, err)
		}
		if testing.Short() && day > 1 {
			break
		}
	}
}

// TestStoriesAreCanonical: what is shipped is printed as it stands, and has a title in
// both languages.
func TestStoriesAreCanonical(t *testing.T) {
	for _, path := range files(t) {
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := parse(t, path)
		if s.Title().NL == s.Title().EN {
			t.Errorf("%s has no title in Dutch", filepath.Base(path))
		}
		if diff := cmp.Diff(string(want), string(story.Print(s))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", filepath.Base(path), diff)
		}
	}
}

// play plays a text and returns what came of it.
func play(t *testing.T, text string) error {
	t.Helper()
	s, err := story.Parse("x.story", []byte("title T\norganisation veenhaven\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return story.Play(t.Context(), rehearsal(t, ledgertest.NewMemory()), today, s)
}

var (
	filter view.WorkFilter
	cursor view.Cursor
)

func contents(c ...ledger.Content) []ledger.Content { return c }

const sent = "at 2026-01-05 09:00\nas reporter R1\nsend alderman nl\n"

// TestExpectationsCanFail: every expectation answers what was found, and where.
func TestExpectationsCanFail(t *testing.T) {
	late := sent + "at 2026-01-20 09:00\n"
	for _, c := range []struct{ story, want string }{
		{sent + "expect acknowledge due 2026-01-13", "x.story:6: expect acknowledge due 2026-01-13: found 2026-01-12"},
		{sent + "expect acknowledge latest 2026-01-13", "x.story:6: expect acknowledge latest 2026-01-13: found 2026-01-12"},
		{sent + "expect acknowledge started 2026-01-06", "x.story:6: expect acknowledge started 2026-01-06: found 2026-01-05"},
		{sent + "expect feedback due 2026-01-06", "x.story:6: expect feedback due 2026-01-06: found not-begun"},
		{sent + "expect acknowledge late", "x.story:6: expect acknowledge late: found running"},
		{sent + "expect acknowledge statutory", "x.story:6: expect acknowledge statutory: found default"},
		{sent + "expect applause running", "x.story:6: expect applause running: found no step applause"},
		{sent + "expect escalated acknowledge 1 to bram", "x.story:6: expect escalated acknowledge 1 to bram: found that it was not"},
		{late + "expect escalated acknowledge 1 to noor", "x.story:7: expect escalated acknowledge 1 to noor: found bram"},
		{late + "expect escalated acknowledge 1 to-nobody", "x.story:7: expect escalated acknowledge 1 to-nobody: found bram"},
		{late + "expect not-escalated acknowledge 2", "x.story:7: expect not-escalated acknowledge 2: found that it went to jet"},
		{late + "expect told bram late 2", "x.story:7: expect told bram late 2: found 1"},
		{late + "expect told-nothing noor", "x.story:7: expect told-nothing noor: found signal"},
		{sent + "expect known noor by 2026-01-05 09:30", "x.story:6: expect known noor by 2026-01-05 09:30: found that nobody told them anything"},
		{late + "expect known head-of-bureau by 2026-01-14 16:00", "x.story:7: expect known head-of-bureau by 2026-01-14 16:00: found that it was 2026-01-14 17:00:00"},
		{late + "expect unknown noor by 2026-01-05 09:30", "x.story:7: expect unknown noor by 2026-01-05 09:30: found that it was 2026-01-05 09:30:00"},
		{late + "expect known butler by 2026-01-14 16:00", `x.story:7: expect known butler by 2026-01-14 16:00: found nobody here has the login or the role "butler"`},
		{late + "expect late noor 0", "x.story:7: expect late noor 0: found 1"},
		{sent + "expect sees noor jet", "x.story:6: expect sees noor jet: found nothing for jet"},
		{sent + "expect sees-nothing jet noor", "x.story:6: expect sees-nothing jet noor: found the dossier for noor"},
		{sent + "expect holders bram noor", "x.story:6: expect holders bram noor: found noor bram"},
		{sent + "expect knows-reporter noor", "x.story:6: expect knows-reporter noor: found nothing"},
		{sent + "  identity \"S\" \"06\"\n  identity to bram\nexpect knows-reporter-nobody", "x.story:8: expect knows-reporter-nobody: found bram"},
		{sent + "expect stage assess", "x.story:6: expect stage assess: found receive"},
		{sent + "expect not-waiting", "x.story:6: expect not-waiting: found waiting"},
		{sent + "expect list noor 2 first R1", "x.story:6: expect list noor 2 first R1: found 1"},
		{sent + "expect list noor 1 first R2", "x.story:6: expect list noor 1 first R2: found R2 has sent nothing"},
		{sent + "expect list noor empty", "x.story:6: expect list noor empty: found 1"},
		{sent + "expect preview alderman noor", "x.story:6: expect preview alderman noor: found noor bram"},
		{sent + "expect conversation 1", "x.story:6: expect conversation 1: found 0"},
		{sent + "expect held", "x.story:6: expect held: found kept"},
		{sent + "expect destroyed", "x.story:6: expect destroyed: found kept"},
		{sent + "expect may-go noor 1", "x.story:6: expect may-go noor 1: found 0"},
		{sent + "expect opened noor", "x.story:6: expect opened noor: found nothing"},
		{sent + "as noor\nopen\nexpect opened-by-nobody", "x.story:8: expect opened-by-nobody: found noor"},
		{sent + "as noor\nopen\nas bram\nopen\nexpect opened noor", "x.story:10: expect opened noor: found bram noor"},
		{sent + "expect told nobody signal 1", `x.story:6: expect told nobody signal 1: found nobody here has the login "nobody"`},
		{sent + "make-formal\nrefused signal.formal-before", "x.story:6: make-formal: it was done, and not refused with signal.formal-before"},
		{sent + "make-formal\nmake-formal\nrefused signal.unknown", "x.story:7: make-formal: refused: signal.formal-before, and not signal.unknown"},
		{sent + "make-formal\nmake-formal", "x.story:7: make-formal: refused: signal.formal-before"},
		{sent + "as jet\nopen", "x.story:7: open: not found"},
		{sent + "as somebody", `x.story:6: as somebody: nobody here has the login "somebody"`},
		{sent + "as noor\nstate fact signal.routed now", "x.story:7: state fact signal.routed now: signal.routed is no fact of later: let somebody do it"},
		{"at 2026-01-05 09:00\nexpect stage assess", "x.story:4: expect stage assess: found there is no signal yet"},
		{sent + "at 2026-01-04 09:00", "x.story:6:1: time goes back, from 2026-01-05 09:00:00 to 2026-01-04 09:00:00"},
		{"at +2 days", "x.story:3:1: the first moment of a story cannot be counted from one before it"},
		{"at 2026-03-29 02:30", "x.story:3:1: 2026-03-29 has no 02:30: summer time begins"},
		{"at 2026-10-25 02:30", "x.story:3:1: 2026-10-25 has 02:30 twice: summer time ends"},
	} {
		err := play(t, c.story)
		if err == nil {
			t.Errorf("%q went well", c.story)
			continue
		}
		if diff := cmp.Diff(c.want, err.Error()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.story, diff)
		}
	}
}

// TestMoments: played on Wednesday 18 November 2026 at 15:30 Dutch time.
func TestMoments(t *testing.T) {
	for text, want := range map[string]string{
		"2026-07-01 09:00":        "2026-07-01T07:00:00Z",
		"three Mondays ago 09:00": "2026-11-02T08:00:00Z",
		"1 Wednesday ago 09:00":   "2026-11-11T08:00:00Z",
		"20 days ago 10:15":       "2026-10-29T09:15:00Z",
		"30 days ago":             "2026-10-19T13:30:00Z",
		"5 weeks ago 08:00":       "2026-10-14T06:00:00Z",
		"2 months ago 08:00":      "2026-09-18T06:00:00Z",
		"yesterday 16:00":         "2026-11-17T15:00:00Z",
		"today 08:30":             "2026-11-18T07:30:00Z",
		"2 hours ago":             "2026-11-18T12:30:00Z",
		"90 minutes ago":          "2026-11-18T13:00:00Z",
	} {
		w := rehearsal(t, ledgertest.NewMemory())
		s, err := story.Parse("x.story", []byte("title T\norganisation veenhaven\nat "+text+"\nas reporter R1\nsend mayor nl\n"))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if err := story.Play(t.Context(), w, today, s); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := openedAt(t, w); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

// openedAt is when the only dossier's stream began.
func openedAt(t *testing.T, w story.World) string {
	t.Helper()
	items, _, err := w.Casework.WorkList(t.Context(), w.Org, w.Cast["saar"], filter, cursor, 1)
	if err != nil || len(items) != 1 {
		t.Fatalf("%d items: %v", len(items), err)
	}
	d, err := w.Casework.Dossier(t.Context(), w.Org, w.Cast["saar"], items[0].Dossier)
	if err != nil {
		t.Fatal(err)
	}
	return d.Clocks[0].Started.Format(time.RFC3339)
}

// TestEveryOfficeHasTwo: whatever office a reporter of Veenhaven chooses, at
// least two people can open the signal, and nobody of the bureau what is about
// the bureau.
func TestEveryOfficeHasTwo(t *testing.T) {
	w := rehearsal(t, ledgertest.NewMemory())
	for _, o := range gehoor.Offices() {
		p, err := w.Casework.Preview(t.Context(), veenhaven.Org, o, nil)
		if err != nil || !p.Enough {
			t.Errorf("%s: enough %v, %v", o, p.Enough, err)
		}
		for _, h := range p.Holders {
			if o == gehoor.OfficeBureau && h.Role != gehoor.RoleExternal {
				t.Errorf("%s may open what is about the bureau", h.Name)
			}
		}
	}
}

// TestNamingIsNoSeal: a name stands for one thing only.
func TestNamingIsNoSeal(t *testing.T) {
	n := story.NewNaming()
	s, err := n.Staff("noor")
	if err != nil {
		t.Fatal(err)
	}
	a, err1 := s.Say(casework.Dossier{}, "yes")
	b, err2 := s.Say(casework.Dossier{}, "yes")
	if err1 != nil || err2 != nil || a.ID == b.ID || strings.Contains(string(a.Bytes), "yes") {
		t.Errorf("%s %s %v %v", a.Bytes, b.Bytes, err1, err2)
	}
	a.Bytes = b.Bytes
	if _, err := s.Open(casework.Dossier{}, contents(a)); err == nil {
		t.Error("content with another name was opened")
	}
}
