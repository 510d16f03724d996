package webtest

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Now is the moment of all pages that [Shell] makes.
var Now = time.Date(2026, 6, 5, 12, 30, 0, 0, time.UTC)

// Veenhaven is the invented municipality.
func Veenhaven() layout.Organisation {
	o := layout.Organisation{
		Name:    "Gemeente Veenhaven",
		Phone:   "0999 - 12 34 56",
		Mail:    "integriteit@veenhaven.example",
		Address: []string{"Stadhuis Veenhaven", "Turfmarkt 1", "9999 ZZ Veenhaven"},
		Trial:   true,
	}
	for _, d := range []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday} {
		o.Hours = append(o.Hours, layout.Opening{Day: d, From: "9.00", Until: "17.00"})
	}
	o.Hours = append(o.Hours, layout.Opening{Day: time.Friday, From: "9.00", Until: "12.30"},
		layout.Opening{Day: time.Saturday}, layout.Opening{Day: time.Sunday})
	return o
}

// Config is a site of Veenhaven without storage: what only tells works, and
// every session is unknown.
func Config(t testing.TB) web.Config {
	t.Helper()
	assets, err := asset.Load()
	if err != nil {
		t.Fatal(err)
	}
	secret, err := account.NewServerSecret(bytes.Repeat([]byte{1}, 32))
	if err != nil {
		t.Fatal(err)
	}
	rehearsals, err := veenhaven.NewPlayer(func() time.Time { return Now })
	if err != nil {
		t.Fatal(err)
	}
	return web.Config{
		Rehearsals: rehearsals,
		Org:        "veenhaven", Owner: Veenhaven(), SecurityContact: "mailto:security@veenhaven.example",
		Assets: assets,
		Door:   account.NewDoor(nobody{}, secret, func([]byte) {}),
		Cases:  casework.New(casework.Deps{Events: ledgertest.NewMemory()}),
		Log:    slog.New(slog.NewTextHandler(io.Discard, nil)),
		Now:    func() time.Time { return Now },
	}
}

// Shell is the handler of [Config].
func Shell(t testing.TB) http.Handler {
	t.Helper()
	h, err := web.New(Config(t))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// nobody is an account store that knows nobody.
type nobody struct{ account.Store }

func (nobody) Session(context.Context, [32]byte) (account.Session, error) {
	return account.Session{}, gehoor.ErrNotFound
}

func (nobody) DeleteSession(context.Context, [32]byte) error { return nil }
