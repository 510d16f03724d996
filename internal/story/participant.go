package story

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/participant"
	catalogue "github.com/gehoor/gehoor/internal/record"
)

// Somebody with a code of their own: a witness, or the person concerned.

// guest is one of them in a story.
type guest struct {
	browser Participant
	box     account.Mailbox
}

// admit gives somebody a code.
func (r *run) admit(ctx context.Context, s Statement, _ []Statement) error {
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		name := s.Value("participant")
		own, err := r.Browsers.Participant(r.story.Name + " " + name)
		if err != nil {
			return err
		}
		language := gehoor.Dutch
		if len(d.Signals) > 0 {
			language = d.Signals[0].Language
		}
		a := casework.Admission{Participant: participantID(d.ID, name), As: participant.As(s.Value("role")), Language: language}
		if a.Who, a.MadeCase, err = r.sealNote(ctx, browser, d, s.Value("text")); err != nil {
			return err
		}
		_, keys := keysOf(d.Boxes)
		held, err := r.Casework.Open(ctx, r.Org, r.staff, d.ID, keys)
		if err != nil {
			return err
		}
		if a, err = browser.Admit(d, own, a, held); err != nil {
			return err
		}
		r.said[a.Who.ID] = s.Value("text")
		box := account.Mailbox{Org: r.Org, Lookup: a.Lookup, Dossier: d.ID, Participant: a.Participant}
		if err := r.Casework.Admit(ctx, r.Org, r.staff, d.ID, a); err != nil {
			return err
		}
		r.participants[name] = &guest{browser: own, box: box}
		return nil
	})
}

// participantID is what a browser draws. Here it is the same whenever the story is played in
// the same dossier.
func participantID(d gehoor.DossierID, name string) gehoor.ParticipantID {
	sum := sha256.Sum256([]byte(string(d) + " " + name))
	return gehoor.NewID[gehoor.ParticipantID]([16]byte(sum[:16]))
}

// guest is the participant of a line, by name.
func (r *run) guest(s Statement) (*guest, error) {
	own, ok := r.participants[s.Value("participant")]
	if !ok {
		return nil, errors.New("this participant has no code")
	}
	return own, nil
}

// tellGuest seals words to a participant and has something done with them.
func (r *run) tellGuest(ctx context.Context, s Statement, do func(context.Context, casework.Dossier, *guest, ledger.Content) error) error {
	own, err := r.guest(s)
	if err != nil {
		return err
	}
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		words, err := browser.SayTo(d, own.box.Participant, s.Value("text"))
		if err != nil {
			return err
		}
		r.said[words.ID] = s.Value("text")
		return do(ctx, d, own, words)
	})
}

func (r *run) writeTo(ctx context.Context, s Statement, _ []Statement) error {
	return r.tellGuest(ctx, s, func(ctx context.Context, d casework.Dossier, own *guest, words ledger.Content) error {
		return r.Casework.WriteParticipant(ctx, r.Org, r.staff, d.ID, own.box.Participant, words)
	})
}

// shareAgreement lets the person concerned read the last agreement that was recorded.
func (r *run) shareAgreement(ctx context.Context, s Statement, _ []Statement) error {
	return r.tellGuest(ctx, s, func(ctx context.Context, d casework.Dossier, own *guest, words ledger.Content) error {
		var last gehoor.Seq
		for _, one := range d.Records {
			if one.What == catalogue.KindAgreement {
				last = one.Seq
			}
		}
		return r.Casework.ShareAgreement(ctx, r.Org, r.staff, d.ID, own.box.Participant, last, words)
	})
}

func (r *run) endCode(ctx context.Context, s Statement, _ []Statement) error {
	own, err := r.guest(s)
	if err != nil {
		return err
	}
	return r.Casework.EndCode(ctx, r.Org, r.staff, own.box.Dossier, own.box.Participant)
}

// guestWords seals what a participant writes; nil if that is nothing.
func (r *run) guestWords(ctx context.Context, own *guest, what string) (*ledger.Content, casework.ParticipantBox, error) {
	view, err := r.Casework.ParticipantBox(ctx, own.box)
	if err != nil || what == "" {
		return nil, view, err
	}
	words, err := own.browser.Say(view, what)
	r.said[words.ID] = what
	return &words, view, err
}

func (r *run) say(ctx context.Context, s Statement, _ []Statement) error {
	own := r.participants[r.who]
	words, _, err := r.guestWords(ctx, own, s.Value("text"))
	if err != nil {
		return err
	}
	return r.Casework.ParticipantSays(ctx, own.box, *words)
}

func (r *run) answerAgreement(ctx context.Context, s Statement, _ []Statement) error {
	own := r.participants[r.who]
	words, view, err := r.guestWords(ctx, own, s.Value("text"))
	if err != nil {
		return err
	}
	var last gehoor.Seq
	for _, one := range view.Agreements {
		last = one.Number
	}
	return r.Casework.AnswerAgreement(ctx, own.box, last, s.Value("yes-or-no") == "yes", words)
}

// participantGoes answers the question that waits.
func (r *run) participantGoes(ctx context.Context, own *guest, s Statement, parts []Statement) error {
	words, view, err := r.guestWords(ctx, own, s.Value("text"))
	if err != nil {
		return err
	}
	return r.Casework.ParticipantAnswers(ctx, own.box, casework.HowItGoes{Step: stepOf(view.CheckIn), Answer: goes(s, parts), Words: words})
}

// eitherOf is an act without words of a reporter or of a participant.
func eitherOf(reporter, own func(*casework.Casework, context.Context, account.Mailbox) error) act {
	return func(r *run, ctx context.Context, s Statement, parts []Statement) error {
		if one, ok := r.participants[r.who]; ok {
			return own(r.Casework, ctx, one.box)
		}
		return ofContacts(reporter)(r, ctx, s, parts)
	}
}

// reads opens all that a participant can read, and says how much that is.
func (r *run) reads(ctx context.Context, own *guest) (int, error) {
	view, err := r.Casework.ParticipantBox(ctx, own.box)
	if err != nil {
		return 0, err
	}
	_, keys := keysOf(view.Boxes)
	var words []gehoor.ContentID
	for _, e := range view.Thread {
		if e.Content != "" && !slices.Contains(words, e.Content) {
			words = append(words, e.Content)
		}
	}
	contents, err := r.Casework.OpenShared(ctx, own.box, append(keys, words...))
	if err != nil {
		return 0, err
	}
	return len(words), r.compare(words, contents, func(c []ledger.Content) (map[gehoor.ContentID]string, error) { return own.browser.Open(view, c) })
}

func (r *run) expectReads(ctx context.Context, s Statement) (string, error) {
	own, ok := r.participants[r.who]
	if !ok {
		return "", fmt.Errorf("nobody with a code of their own acted")
	}
	n, err := r.reads(ctx, own)
	return differs(s.Value("number"), strconv.Itoa(n)), err
}
