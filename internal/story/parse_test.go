package story_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// good has every form of the language once.
const good = `title Every sentence there is
title nl Elke zin die er is
organisation veenhaven
protocols receive common

# A remark, with "quotes" and a \ in it
at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "Een wethouder zei: \"Jij hoort hier niet.\"\nIk ging weg."
  choose what-kind threats exclusion
  told "mijn chef" "in mei" "niets"
  not-safe
  wants-talk "Dinsdag na zessen."
  strike bram
  identity "Sanne Rietgors" "06 12345678"
  identity to noor
  consents
  # also here
as reporter R2
send unknown en
about R1
as noor
acknowledge "Wij hebben uw signaal."
acknowledge "Nog eens."
refused signal.acknowledged-before
acknowledge "Nog eens."
refused-by G-BRON
write "Waar was het?"
note "Dit lijkt op wat wij eerder hoorden."
seal-letter kings-commissioner code
confirm-notice
knew-before 2026-03-03
knew-before 2026-03-03 acted
feedback "Wij onderzoeken het."
make-formal
open
add saar
hand-over milan
lose-key
ask-recovery saar holders-gone
give-share
join-shares
end-recovery
drill noor
about drill
propose-naming saar court-order "De rechter beval het."
tell-naming
ask-naming
end-naming
adopt receive-stricter
watch-agreed 2026-03-02
watch-ended
chart
  place ruben
  place noor under ruben
  place wiebe-schelpzand office alderman
  place gerda-kwelder office council-member party zeewering
leave
record dossier.weighed
  field alternatives support informal-talk
  words "Daarom."
  by-two
  undeclared
  of-signal
  alike
no-interest
confirm-record dossier.weighed
  not-alike
  not-compared
  different "Dit is een ander."
drop-record dossier.weighed
expect recorded dossier.weighed 1
expect waits-for-second dossier.weighed 0
expect burden reporter 0 running
expect one-sided no
state fact measure.taken temporary "until May"
state fact dossier.merged
close no-follow-up "Er is niets dat wij kunnen doen."
reopen "Er is nieuws."
hold court "De rechter heeft het nodig."
release-hold "Er is uitspraak gedaan."
propose-destruction "De termijn is om."
drop-destruction
confirm-destruction
as reporter R1
reply "In de raadzaal."
at +2 days
at +1 week 10:30
at +3 hours
asleep until 2026-02-05 09:00
clock
expect acknowledge due 2026-01-12
expect acknowledge latest 2026-01-12
expect acknowledge started 2026-01-05
expect acknowledge met-late
expect escalated acknowledge 1 to bram noor
expect escalated acknowledge 2 to-nobody
expect not-escalated feedback 1
expect told noor signal 2
expect told-nothing bram
outside mayor "The mayor asks how it goes."
expect known head-of-bureau by 2026-01-06 09:00
expect unknown jet by +2 days
expect sees noor jet
expect sees-nothing bram
expect holders noor jet
expect knows-reporter noor
expect knows-reporter-nobody
expect stage assess
expect not-waiting
expect list noor 2 first R1
expect list bram empty
expect late noor 1
expect short noor 0
expect talks noor 1
expect came saar milan
expect came-nobody
expect shares 1 of 2
expect recovered saar
expect naming given
expect tested 2
expect tested-never
expect preview alderman noor bram
expect conversation 5
expect account awaited
expect no-talk
expect demanded
expect demand-answer by 2026-01-07
expect check-in contact-two-weeks
expect check-in-none
expect demands noor 1
as reporter R1
ask-talk "After six."
correct "It was on a Tuesday."
approve
press nothing-happens
press treated-worse "They changed my hours."
it-goes well
it-goes bad "I am left out."
  kept-away
  treated-worse
skip-check-in
stop-check-ins
as noor
admit P1 as person-concerned "It is about them."
write-to P1 "Come and talk."
share-agreement P1 "No calls at night."
as participant P1
say "I will."
answer-agreement yes
answer-agreement no "Not quite."
expect reads 4
as noor
end-code P1
as reporter R1
withdraw there
withdraw none "I do not want to any more."
rejoin
reach private-phone,letter evening,saturday
reach-not
resume-check-ins
as noor
answer-demand "I am somebody else."
ask-consent inquiry "They want to hear you."
ask-to-tell mayor decision "The mayor decides."
ask-to-let-know bram support "Bram can call you."
ask-again-to-tell mayor decision "There is another mayor."
as reporter R1
answer-consent no
let-know bram support
keep-from bram
keep-from-function mayor
agree publication
take-back publication
give-name "Sanne Rietgors" "06 12345678"
as noor
away noor until 2026-03-01
away noor until 2026-03-01 deputy bram
away noor from 2026-02-01 until 2026-03-01
away noor from 2026-02-01 until 2026-03-01 deputy bram
back noor
expect turn bram 1
expect stands-in bram for noor
expect stands-in-for-nobody bram
expect keyless bram
expect keyless-nobody
expect other-office mayor
expect office-fits
enter R9 phone employee nl
  answer what "Told on the telephone."
link R1 together
confirm-link R1
expect linked R1
expect linked-none
pass-on R8 alderman moderate 2027-10 "Wiebe Schelpzand, wethouder"
expect weighed-together 3
take-back-passed R8
expect kept
expect may-go noor 1
expect opened noor bram
expect opened-by-nobody
at three Mondays ago 09:00
at 20 days ago 10:15
at 2 months ago
at yesterday 16:00
at today 08:00
at 2 hours ago
`

func TestParseKnowsEveryForm(t *testing.T) {
	s, err := story.Parse("good.story", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	used := map[story.Form]bool{}
	for _, line := range s.Lines {
		used[line.Form] = true
	}
	for _, e := range story.Forms() {
		if !used[e.Form] {
			t.Errorf("the story above does not have %q", e.Form)
		}
		if e.Meaning == "" {
			t.Errorf("%q has no meaning", e.Form)
		}
	}
	if diff := cmp.Diff(gehoor.Text{NL: "Elke zin die er is", EN: "Every sentence there is"}, s.Title()); diff != "" {
		t.Errorf("title (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(good, string(story.Print(s))); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

func TestPrintTidies(t *testing.T) {
	untidy := "title  A story \r\norganisation   veenhaven\r\n\r\nat  2026-01-05  09:00\r\nas reporter R1   \r\nsend   alderman nl\r\n      not-safe"
	s, err := story.Parse("untidy.story", []byte(untidy))
	if err != nil {
		t.Fatal(err)
	}
	want := "title A story\norganisation veenhaven\n\nat 2026-01-05 09:00\nas reporter R1\nsend alderman nl\n  not-safe\n"
	if diff := cmp.Diff(want, string(story.Print(s))); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

// under is a story that is right up to a line.
func under(line string) string {
	return "title T\norganisation veenhaven\nat 2026-01-05 09:00\nas reporter R1\n" + line + "\n"
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"misspelt verb", "sent alderman nl", `x.story:5:1: unknown word "sent"; did you mean send?`},
		{"misspelt office", "send aldermen nl", `x.story:5:6: unknown word "aldermen"; did you mean alderman?`},
		{"unknown office", "send president nl", `x.story:5:6: there is no office "president"; write ‘send <office> <language>’`},
		{"unknown language", "send alderman fr", `x.story:5:15: there is no language "fr"; write ‘send <office> <language>’`},
		{"unknown word", "sing a song", `x.story:5:1: unknown word "sing"; did you mean send?`},
		{"far from any word", "abracadabra", `x.story:5:1: unknown word "abracadabra"; the list of sentences is in doc/stories.md`},
		{"not complete", "send alderman", `x.story:5:14: the line is not complete; write ‘send <office> <language>’`},
		{"too much", "send alderman nl now", `x.story:5:18: unknown word "now"; write ‘send <office> <language>’`},
		{"no quotes", "write hello", `x.story:5:7: here stands a text in quotes; write ‘write <text>’`},
		{"quotes not closed", `write "hello`, `x.story:5:7: a text in quotes does not end; put " at its end`},
		{"stuck to quotes", `write "hello".`, `x.story:5:14: a text in quotes is followed by something; put a space after the closing quote`},
		{"bad escape", `write "a\b"`, `x.story:5:9: a backslash stands only before a quote, n or a backslash; write \\ for a backslash`},
		{"bad day", "expect acknowledge due 2026-02-30", `x.story:5:24: a day is written as 2026-01-31; write ‘expect <step> due <date>’`},
		{"bad standing", "expect acknowledge lat", `x.story:5:20: unknown word "lat"; did you mean late?`},
		{"bad moment", "at noon", `x.story:5:4: a moment is "2026-01-05 09:00", "+2 days 09:00", "20 days ago 10:15", "three Mondays ago 09:00", "yesterday 16:00" or "2 hours ago"; write ‘at <moment>’`},
		{"bad person", "as Noor", `x.story:5:4: a person is a login in small letters; write ‘as reporter <reporter>’ or ‘as <person>’ or ‘as participant <participant>’`},
		{"indented nothing", "  clock", "x.story:5:1: nothing can be indented here; begin the line at the margin"},
		{"part of another", "send alderman nl\n  clock", `x.story:6:3: unknown word "clock"; the list of sentences is in doc/stories.md`},
		{"tab", "send\talderman nl", "x.story:5:5: a tab; use spaces"},
		{"invisible", "send\u200balderman\x07", "x.story:5:14: a character that cannot be seen; take it out"},
		{"not UTF-8", "write \"\xff\"", "x.story:5:1: the line is not UTF-8; save the file as UTF-8"},
		{"staff only", `acknowledge "x"`, "x.story:5:1: a reporter cannot do this; write ‘as <person>’ above it"},
		{"reporter only", "as noor\nsend alderman nl", "x.story:6:1: only a reporter does this; write ‘as reporter <reporter>’ above it"},
		{"nothing sent", `reply "x"`, "x.story:5:1: this reporter has not sent anything yet; write ‘send <office> <language>’ above it"},
		{"sent twice", "send alderman nl\nsend alderman nl", "x.story:6:1: this reporter has sent a signal already; let another reporter send it"},
		{"refused what", "refused signal.unknown", "x.story:5:1: nothing was done that could be refused; write the act above it"},
		{"about nobody", "about R2", "x.story:5:1: this reporter has not sent anything yet; move the line below the signal"},
		{"Dutch title below", "title nl Titel", "x.story:5:1: the title in Dutch stands below the title; move the line"},
		{"title again", "title Again", "x.story:5:1: title and organisation stand once, at the top, in this order; move the line"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := story.Parse("x.story", []byte(under(c.line)))
			if err == nil {
				t.Fatal("it was accepted")
			}
			if diff := cmp.Diff(c.want, err.Error()); diff != "" {
				t.Errorf("problem (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTitle: without a title in Dutch it is the same in both languages; "nl" alone is a
// title, not the beginning of one.
func TestTitle(t *testing.T) {
	for head, want := range map[string]gehoor.Text{
		"title T":                 {NL: "T", EN: "T"},
		"title nl":                {NL: "nl", EN: "nl"},
		"title T\ntitle nl  D":    {NL: "D", EN: "T"},
		"title T\ntitle   nl D  ": {NL: "D", EN: "T"},
	} {
		s, err := story.Parse("x.story", []byte(head+"\norganisation veenhaven\n"))
		if err != nil {
			t.Fatalf("%s: %v", head, err)
		}
		if s.Title() != want {
			t.Errorf("%s: %+v", head, s.Title())
		}
	}
}

func TestHead(t *testing.T) {
	for _, text := range []string{
		"title nl D\ntitle T\norganisation veenhaven\n", "title T\ntitle nl D\ntitle nl D\norganisation veenhaven\n",
		"title nl D\norganisation veenhaven\n", "title T\norganisation veenhaven\ntitle nl D\n",
		"", "\n", "title T\n", "organisation veenhaven\ntitle T\n", "clock\ntitle T\norganisation veenhaven\n",
		"title\norganisation veenhaven\n", "title T\norganisation Veenhaven\n",
		"title T\norganisation veenhaven\nas noor\nopen\n", "title T\norganisation veenhaven\nat 2026-01-05 09:00\nopen\n",
	} {
		if _, err := story.Parse("x.story", []byte(text)); err == nil {
			t.Errorf("accepted: %q", text)
		}
	}
}

func TestBounds(t *testing.T) {
	long := strings.Repeat("x", story.MaxLineBytes)
	for name, text := range map[string]string{
		"a long line":     under(`write "` + long + `"`),
		"a large file":    under(strings.Repeat("clock\n", story.MaxBytes/6)),
		"a thousand ills": under(strings.Repeat("abracadabra\n", 1000)),
	} {
		_, err := story.Parse("x.story", []byte(text))
		var problems story.Problems
		if !errors.As(err, &problems) || len(problems) > 20 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// texts are what people write within quotes.
func texts() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune("aé ëß“\"\\\n#<>R1")), 0, 30, -1)
}

// Whatever is said, it prints to a file that says the same.
func TestParsePrint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("title T\norganisation veenhaven\nat 2026-01-05 09:00\nas reporter R1\nsend alderman nl\n")
		said := rapid.SliceOfN(texts(), 1, 5).Draw(t, "said")
		for _, text := range said {
			escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text)
			fmt.Fprintf(&b, "%sreply  \"%s\"\n%s", rapid.SampledFrom([]string{"", "\n", "# x\n"}).Draw(t, "above"), escaped, "")
		}
		first, err := story.Parse("p.story", []byte(b.String()))
		if err != nil {
			t.Fatalf("%s: %v", b.String(), err)
		}
		var got []string
		for _, line := range first.Lines {
			if line.Form == "reply <text>" {
				got = append(got, line.Value("text"))
			}
		}
		if diff := cmp.Diff(said, got); diff != "" {
			t.Errorf("said (-want +got):\n%s", diff)
		}
		second, err := story.Parse("p.story", story.Print(first))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Errorf("printed and parsed again:\n%s", diff)
		}
	})
}

func seeds() [][]byte {
	return [][]byte{
		[]byte(good), []byte(under("send alderman nl\n  told \"a\" \"b\" \"c\"")), []byte(under("at +1 day")),
		[]byte("title T\r\norganisation veenhaven\r\n"), []byte("\ufefftitle T"), []byte(`write "\`), {0xff, 0x00},
	}
}

func TestSeeds(t *testing.T) {
	if len(seeds()) == 0 {
		t.Fatal("the fuzz target has no seeds")
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := story.Parse("fuzz.story", file)
		if err != nil {
			if s != nil || err.Error() == "" {
				t.Error("a story came with the problem, or the problem says nothing")
			}
			return
		}
		printed := story.Print(s)
		again, err := story.Parse("fuzz.story", printed)
		if err != nil {
			t.Fatalf("what was printed does not parse: %v\n%s", err, printed)
		}
		if diff := cmp.Diff(s, again); diff != "" {
			t.Errorf("another story:\n%s", diff)
		}
		if !bytes.Equal(printed, story.Print(again)) {
			t.Error("printing is not at rest")
		}
	})
}
