package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// parsed is what the program would do with these arguments, which it need not be
// able to do here.
func parsed(t *testing.T, args ...string) *kong.Context {
	t.Helper()
	parser, err := newParser(context.Background(), io.Discard, io.Discard, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := parser.Parse(args)
	if err != nil {
		t.Errorf("gehoor %s: %v", strings.Join(args, " "), err)
	}
	return chosen
}

const packaged = "../../packaging/"

var (
	execStart  = regexp.MustCompile(`(?m)^ExecStart=/usr/bin/gehoor (.*)$`)
	suggestion = regexp.MustCompile(`(?m)^#( *[a-z]+:)`)
)

// TestUnits: what the units of the package call is there, with the settings that
// come with it, and with those that the file suggests.
func TestUnits(t *testing.T) {
	data, err := os.ReadFile(packaged + "etc/gehoor.yaml")
	if err != nil {
		t.Fatal(err)
	}
	suggested := suggestion.ReplaceAll(data, []byte("$1"))
	if bytes.Equal(data, suggested) {
		t.Error("the file suggests nothing")
	}
	files := [2]string{packaged + "etc/gehoor.yaml", filepath.Join(t.TempDir(), "suggested.yaml")}
	if err := os.WriteFile(files[1], suggested, ownerOnly); err != nil {
		t.Fatal(err)
	}
	units, err := filepath.Glob(packaged + "systemd/*.service")
	if err != nil || len(units) < 3 {
		t.Fatalf("%d units, %v", len(units), err)
	}
	for _, unit := range units {
		text, err := os.ReadFile(unit)
		if err != nil {
			t.Fatal(err)
		}
		call := execStart.FindSubmatch(text)
		if call == nil {
			t.Errorf("%s starts nothing", unit)
			continue
		}
		for _, file := range files {
			parsed(t, strings.Fields(strings.Replace(string(call[1]), "/etc/gehoor/gehoor.yaml", file, 1))...)
		}
	}
}

// TestCredentials: a secret that the service manager hands over comes before the
// file, and after what was said for this start.
func TestCredentials(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "gehoor.yaml")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), ownerOnly); err != nil {
			t.Fatal(err)
		}
	}
	write("gehoor.yaml", "data: x\nmail: {password: from-file}\n")
	args := []string{"--config", file, "serve"}
	password := func(args ...string) string {
		t.Helper()
		chosen := parsed(t, args...)
		for _, flag := range chosen.Flags() {
			if flag.Name == "mail-password" {
				return flag.Target.String()
			}
		}
		t.Fatal("there is no such flag")
		return ""
	}
	expectPassword := func(want string, args ...string) {
		t.Helper()
		if got := password(args...); got != want {
			t.Errorf("the password is %q, want %q", got, want)
		}
	}
	expectPassword("from-file", args...)
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	expectPassword("from-file", args...)
	write("gehoor_mail-password", "a credential\n")
	expectPassword("a credential", args...)
	expectPassword("a credential", "serve", "--data", "x")
	t.Setenv("GEHOOR_MAIL_PASSWORD", "from-env")
	expectPassword("from-env", args...)
	expectPassword("from-line", append(args, "--mail-password", "from-line")...)

	write("gehoor_mail-pasword", "a slip of the pen")
	var errs bytes.Buffer
	if code := run(t.Context(), args, io.Discard, &errs); code != 2 || !strings.Contains(errs.String(), `"mail-pasword"`) || strings.Contains(errs.String(), "slip") {
		t.Errorf("ended with %d: %s", code, errs.String())
	}
}

// TestReady: a server that cannot reach its storage is not ready, and so is none.
func TestReady(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/readyz" {
			t.Errorf("%s was asked", r.URL.Path)
		}
		http.Error(w, "storage does not answer", http.StatusServiceUnavailable)
	}))
	address := server.Listener.Addr().String()
	for _, want := range []int{1, 2} {
		var out, errs bytes.Buffer
		if got := run(t.Context(), []string{"ready", "--admin", address}, &out, &errs); got != want {
			t.Errorf("ended with %d, want %d: %s%s", got, want, out.String(), errs.String())
		}
		server.Close()
	}
}
