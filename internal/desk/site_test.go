package desk

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

func opened(t *testing.T, h http.HandlerFunc) *Site {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	s, err := Open(server.URL, Options{Lang: gehoor.Dutch})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func kind(err error) Kind {
	var f *Failure
	if !errors.As(err, &f) {
		return -1
	}
	return f.Kind
}

// TestAnswers: what a server, or something before it, answers is told apart, and is never
// taken for a yes.
func TestAnswers(t *testing.T) {
	for name, one := range map[string]struct {
		answer http.HandlerFunc
		want   Kind
		code   gehoor.Code
		again  bool
	}{
		"a refusal": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, `{"code":"sign-in.refused","message":"Dat klopt niet."}`)
		}, Refused, "sign-in.refused", false},
		"not now": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, `{"code":"unavailable","message":"Even niet."}`)
		}, Refused, "unavailable", true},
		"nobody knows": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, `{"code":"uncertain","message":"Onbekend."}`)
		}, Uncertain, "uncertain", true},
		"not there": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, `{"code":"not-found","message":"Niet gevonden."}`)
		}, Missing, "not-found", false},
		"a proxy":        {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, Uncertain, "", true},
		"a page":         {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }, Failed, "", false},
		"half an answer": {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"after":`) }, Failed, "", false},
		"another type":   {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"after":"x"}`) }, Failed, "", false},
		"another address": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://elders.example/", http.StatusFound)
		}, Failed, "", false},
		"without an end": {func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		}, Failed, "", false},
		"a broken line": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Offline, "", true},
		"silence": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // else nobody sees that the asker left
			<-r.Context().Done()
		}, Offline, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, one.answer)
			var into struct {
				After gehoor.Seq `json:"after"`
			}
			err := s.do(t.Context(), ask{http.MethodPost, "/api/x", struct{}{}, time.Second, 1 << 20}, &into)
			var f *Failure
			if !errors.As(err, &f) || f.Kind != one.want || f.Code != one.code || f.Again() != one.again {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestCookies: those of one host come back, and no other; one that ends is let go.
func TestCookies(t *testing.T) {
	var came []string
	s := opened(t, func(w http.ResponseWriter, r *http.Request) {
		came = append(came, r.Header.Get("Cookie"))
		for _, c := range []http.Cookie{{Name: "__Host-s", Value: "geheim"}, {Name: "plaats", Value: "x"}} {
			c.Path, c.Secure = "/", true
			if len(came) == 2 {
				c.MaxAge = -1
			}
			http.SetCookie(w, &c)
		}
		w.WriteHeader(http.StatusNoContent)
	})
	for range 3 {
		if err := s.do(t.Context(), ask{http.MethodPost, "/api/x", nil, time.Second, 10}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(came, "|"); got != "|__Host-s=geheim|" {
		t.Errorf("cookies %q", got)
	}
}

// TestTrustNobody: an answer about the root that is none, or of an organisation whose root
// it is not, gives no one to sign in to.
func TestTrustNobody(t *testing.T) {
	given, err := seal.ParseGivenRoot("012345 678901 234567 890123 456789")
	if err != nil {
		t.Fatal(err)
	}
	for _, answer := range []string{`{}`, `{"org":"VEEN HAVEN","root":"x"}`, `{"org":"veenhaven","root":"x","changes":["x"]}`, `null`, `[]`} {
		s := opened(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) })
		if trusted, err := s.Trust(t.Context(), given); err == nil || trusted != nil {
			t.Errorf("%s is trusted", answer)
		}
	}
}

// TestSignInWithNonsense: a salt or a key that is none ends it, and a passphrase that is
// none is not stretched.
func TestSignInWithNonsense(t *testing.T) {
	var secret string
	s := opened(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/salt") {
			_, _ = io.WriteString(w, `{"salt":"`+secret+`"}`)
			return
		}
		_, _ = io.WriteString(w, `{"person":"x","wrapped":"AAAA"}`)
	})
	trusted := &Trusted{site: s, org: "veenhaven"}
	if _, err := trusted.SignIn(t.Context(), "floor", strings.Repeat("x", 5000)); !errors.Is(err, ErrPassphrase) {
		t.Errorf("%v", err)
	}
	if _, err := trusted.SignIn(t.Context(), "floor", "een zin"); kind(err) != Failed {
		t.Errorf("%v", err)
	}
	secret = strings.Repeat("0", 64)
	if _, err := trusted.SignIn(t.Context(), "floor", "een zin"); !errors.Is(err, ErrKey) {
		t.Errorf("%v", err)
	}
}

// TestSendEnds: whoever stops the program does not wait for the pauses.
func TestSendEnds(t *testing.T) {
	s := opened(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	err := (&Desk{Trusted: &Trusted{site: s}}).send(ctx, importWire{})
	if kind(err) != Uncertain || time.Since(began) > 2*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
}
