package account_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

// try signs in with a text that stands for a secret and returns the refusal's text.
func try(d *account.Door, login, secret, device string, now time.Time) (account.Entry, string) {
	e, err := d.SignIn(context.Background(), veenhaven, login, secretOf(secret), account.From{Device: device}, now)
	return e, fmt.Sprint(err)
}

func TestStrangersShareTries(t *testing.T) {
	d, _ := newDoor(t)
	for range account.StrangerTries {
		_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("guess"), account.From{}, start)
		wantRefusal(t, err, gehoor.CodeSignIn)
	}
	_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
	wantRefusal(t, err, gehoor.CodeThrottled)
	if diff := cmp.Diff("refused: sign-in.throttled (minutes=1)", err.Error()); diff != "" {
		t.Error(diff)
	}
	if _, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start.Add(account.StrangerEvery)); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if _, err := d.SignIn(t.Context(), veenhaven, "omar", secretOf("omar passphrase"), account.From{}, start); err != nil {
		t.Errorf("another login: %v", err)
	}
}

// Right passphrases cost no tries: a town hall that signs in at nine, all from
// one address, is not throttled.
func TestRightPassphraseCostsNothing(t *testing.T) {
	d, _ := newDoor(t)
	for range 5 * account.StrangerTries {
		if _, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start); err != nil {
			t.Fatal(err)
		}
	}
}

// Guesses that run at the same time get no more tries than guesses in a row.
func TestParallelGuesses(t *testing.T) {
	d, _ := newDoor(t)
	var wg sync.WaitGroup
	answers := make(chan error, 100)
	for range cap(answers) {
		wg.Go(func() {
			_, err := d.SignIn(context.Background(), veenhaven, "vera", secretOf("guess"), account.From{}, start)
			answers <- err
		})
	}
	wg.Wait()
	close(answers)
	looked := 0
	for err := range answers {
		if errors.Is(err, gehoor.Refuse(gehoor.CodeSignIn)) {
			looked++
		}
	}
	if looked != account.StrangerTries {
		t.Errorf("%d guesses were looked at, want %d", looked, account.StrangerTries)
	}
}

// A stolen device cookie opens nothing and has no more tries than anybody.
func TestDeviceHasTriesOfItsOwn(t *testing.T) {
	d, _ := newDoor(t)
	e, _ := try(d, "vera", "vera passphrase", "", start)
	for range account.DeviceTries {
		_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("guess"), account.From{Device: e.Device}, start)
		wantRefusal(t, err, gehoor.CodeSignIn)
	}
	_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{Device: e.Device}, start)
	wantRefusal(t, err, gehoor.CodeThrottled)
	if _, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start); err != nil {
		t.Errorf("strangers pay for a thief: %v", err)
	}
}

// A browser keeps its device cookie, and one login's is none for another.
func TestDeviceCookie(t *testing.T) {
	d, _ := newDoor(t)
	first, _ := try(d, "vera", "vera passphrase", "", start)
	again, _ := try(d, "vera", "vera passphrase", first.Device, start)
	if first.Device != again.Device {
		t.Error("a browser that has a device cookie gets another")
	}
	other, _ := try(d, "omar", "omar passphrase", first.Device, start)
	if other.Device == first.Device {
		t.Error("one device cookie serves two logins")
	}
	for name, c := range map[string]struct {
		org   gehoor.OrgID
		login string
	}{"another login": {veenhaven, "omar"}, "another organisation": {"elsewhere", "vera"}, "the slash moved": {"veenhaven/v", "era"}} {
		if d.DecodeDevice(c.org, c.login, first.Device) == nil {
			t.Errorf("%s: the cookie counts", name)
		}
	}
	if err := d.DecodeDevice(veenhaven, "vera", first.Device); err != nil {
		t.Errorf("its own login: %v", err)
	}
}

// intruder is what others can do: guess at any login, known or not, with no, a
// foreign, a forged or their own device cookie, and try codes.
type intruder struct {
	d   *account.Door
	own string // omar's device cookie: an insider
}

func (i intruder) act(t *rapid.T, now time.Time) {
	login := rapid.SampledFrom([]string{"vera", "VERA", "omar", "nadia", "x1", "x2"}).Draw(t, "login")
	device := rapid.SampledFrom([]string{"", i.own, "forged", i.own[:len(i.own)-1] + "A"}).Draw(t, "device")
	switch rapid.IntRange(0, 4).Draw(t, "act") {
	case 0:
		_, _ = i.d.OpenMailbox(context.Background(), veenhaven, secretOf("no code"), now)
	case 1:
		try(i.d, "omar", "omar passphrase", device, now)
	default:
		for range rapid.IntRange(1, 40).Draw(t, "times") {
			try(i.d, login, "guess", device, now)
		}
	}
}

// Whatever others do, a person is let in at once in a browser in which they
// signed in before, and so is a reporter with a right code.
func TestNobodyIsLockedOut(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d, m := newDoor(t)
		addMailbox(t, m, "right code")
		victim, _ := try(d, "vera", "vera passphrase", "", start)
		insider, _ := try(d, "omar", "omar passphrase", "", start)
		i := intruder{d, insider.Device}
		now := start
		for range rapid.IntRange(1, 30).Draw(rt, "acts") {
			now = now.Add(time.Duration(rapid.IntRange(0, 120).Draw(rt, "gap, s")) * time.Second)
			i.act(rt, now)
			if _, refusal := try(d, "vera", "vera passphrase", victim.Device, now); refusal != "<nil>" {
				rt.Fatalf("the victim is %s", refusal)
			}
			if _, err := d.OpenMailbox(context.Background(), veenhaven, secretOf("right code"), now); err != nil {
				rt.Fatalf("the reporter gets %v", err)
			}
		}
	})
}

// One sequence of wrong guesses is answered alike for a login that exists and
// for one that does not, down to the minutes of the wait.
func TestNoOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		type guess struct {
			gap    int
			secret string
			device string
		}
		guesses := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) guess {
			return guess{
				gap:    rapid.IntRange(0, 90).Draw(t, "gap, s"),
				secret: rapid.StringN(0, 4, 8).Draw(t, "secret"),
				device: rapid.SampledFrom([]string{"", "forged"}).Draw(t, "device"),
			}
		}), 1, 60).Draw(rt, "guesses")
		run := func(login string) (answers, calls []string) {
			d, m := newDoor(t)
			now := start
			for _, g := range guesses {
				now = now.Add(time.Duration(g.gap) * time.Second)
				_, answer := try(d, login, g.secret, g.device, now)
				answers = append(answers, answer)
			}
			return answers, m.calls
		}
		knownAnswers, knownCalls := run("vera")
		answers, calls := run("nadia")
		if diff := cmp.Diff(knownAnswers, answers); diff != "" {
			rt.Fatalf("answers differ:\n%s", diff)
		}
		if diff := cmp.Diff(knownCalls, calls); diff != "" {
			rt.Fatalf("steps differ:\n%s", diff)
		}
	})
}

// A flood of made-up logins gives a guesser at one login not one try more.
func TestFloodResetsNothing(t *testing.T) {
	d, _ := newDoor(t)
	for range account.StrangerTries {
		try(d, "vera", "guess", "", start)
	}
	for i := range 20_000 {
		try(d, fmt.Sprintf("made-up-%d", i), "guess", "", start)
	}
	_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("guess"), account.From{}, start)
	wantRefusal(t, err, gehoor.CodeThrottled)
}

// What the throttle remembers is bounded by what people with a passphrase do,
// and goes when they have their tries back.
func TestThrottleForgets(t *testing.T) {
	d, m := newDoor(t)
	for i := range 3 * account.MaxDevices {
		try(d, "vera", "guess", d.EncodeDevice(veenhaven, "vera", [16]byte{byte(i)}), start)
	}
	if devices, _, _ := d.Remembered(); devices != account.MaxDevices {
		t.Errorf("%d browsers of one login are remembered, want %d", devices, account.MaxDevices)
	}
	later := start.Add(account.DeviceTries * account.DeviceEvery)
	for i := range account.PruneAbove + 1 {
		name := fmt.Sprintf("colleague-%d", i)
		addLogin(t, m, serverSecret(t, 7), name)
		try(d, name, "guess", d.EncodeDevice(veenhaven, name, [16]byte{1}), later.Add(time.Duration(i)*time.Second))
	}
	if devices, _, _ := d.Remembered(); devices > account.PruneAbove {
		t.Errorf("%d browsers are remembered", devices)
	}
	for i := range account.PruneAbove + 1 {
		org := gehoor.OrgID(fmt.Sprintf("org-%d", i))
		_, _ = d.OpenMailbox(t.Context(), org, secretOf("x"), later.Add(time.Duration(i)*time.Minute))
	}
	if _, orgs, gates := d.Remembered(); orgs > account.PruneAbove || gates != 0 {
		t.Errorf("%d organisations and %d gates are remembered", orgs, gates)
	}
}
