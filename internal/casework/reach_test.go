package casework_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// TestReachAndMail: mail that there is something new goes at a time that the reporter chose,
// and nothing that they chose opens a closed dossier. The story contact-window-protocols-1-8
// has what staff may.
func TestReachAndMail(t *testing.T) {
	w, box := concluded(t)
	ctx := t.Context()
	w.refused(w.SetReach(ctx, box, signal.Reach{Ways: []signal.Way{"pigeon"}, Times: []signal.Time{signal.TimeEvening}}), gehoor.CodeMalformed)
	w.must(w.SetReach(ctx, box, signal.Reach{Ways: []signal.Way{signal.WayPrivatePhone}, Times: []signal.Time{signal.TimeEvening}}))
	d := w.seen(noor, box.Dossier)
	if d.Closings[len(d.Closings)-1].Exit == "" {
		t.Error("it is open again")
	}
	w.must(w.Write(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we call you")))
	messages, err := w.store.Claim(ctx, veenhaven, w.now.Add(7*24*time.Hour), time.Millisecond, 100)
	w.must(err)
	found := false
	for _, m := range messages {
		if m.To == "" && m.Kind == notify.KindNews {
			found = true
			if hour := m.NotBefore.In(protocol.Amsterdam()).Hour(); hour < 18 || hour >= 22 {
				t.Errorf("the mail goes at %v", m.NotBefore)
			}
		}
	}
	if !found {
		t.Error("there is no mail")
	}
	w.replays()
}
